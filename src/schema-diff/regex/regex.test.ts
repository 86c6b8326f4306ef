import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget } from '../budget.ts';
import { runAutomaton } from './dfa.ts';
import { findWord } from './find-word.ts';
import { compilePattern, type Pattern } from './pattern.ts';
import { WordSet } from './words.ts';

function pattern(source: string): Pattern {
  const compiled = compilePattern(source);
  if (compiled === undefined) throw new Error(`${source} should compile`);
  return compiled;
}

/** The shortest text of `inside` that `outside` does not match; undefined where every text is matched. */
function difference(inside: string, outside: string, limits = { min: 0, max: Number.POSITIVE_INFINITY }) {
  const [a, b] = [pattern(inside).automaton(), pattern(outside).automaton()];
  if (a === undefined || b === undefined) return 'no automaton';
  const answer = findWord({ inside: [a], outside: [b], ...limits }, new Budget(50_000));
  return answer.kind === 'word' ? answer.word : answer.kind;
}

describe('inclusion of patterns', () => {
  it.each([
    // `pattern` is not anchored: [a-z]* finds the empty run in every text.
    ['[a-z]*', '[A-Z]*', 'none'],
    ['[a-z]', '[a-z]*', 'none'],
    ['^[a-z]+$', '^[a-z]*$', 'none'],
    ['^[a-z]*$', '^[a-z]+$', ''],
    ['^abc$', 'b', 'none'],
    ['b', '^abc$', 'b'],
    ['^a|b$', 'a|b', 'none'],
    ['a|b', '^a|b$', 'ba'],
    ['^(a+)+$', '^a+$', 'none'],
    ['^\\d{2,4}$', '^\\d+$', 'none'],
    ['^\\d+$', '^\\d{2,4}$', '0'],
    ['^\\w+$', '^[A-Za-z0-9_]+$', 'none'],
    ['^\\s$', '^[ \\t]$', '\n'],
    ['^.$', '^[^\\n]$', 'none'],
    ['^[^a]$', '^.$', '\n'],
    ['^\\p{Lu}$', '^\\p{L}$', 'none'],
    ['^\\u{1F600}$', '^.$', 'none'],
    ['^(?:x|y)z$', '^[xy]z$', 'none'],
    ['$', '^', 'none'],
    ['a$b', 'zzz', 'none'],
    ['^$', 'x', ''],
  ])('%s minus %s is %s', (inside, outside, expected) => {
    expect(difference(inside, outside)).toBe(expected);
  });

  it('counts code points', () => {
    expect(difference('^\\u{1F600}+$', 'b', { min: 3, max: 3 })).toBe('\u{1F600}'.repeat(3));
    expect(difference('^(ab)*$', 'x', { min: 3, max: 3 })).toBe('none');
  });

  it.each(['(?=a)b', '(?<!a)b', '(a)\\1', '\\bword\\b', '(?<n>a)\\k<n>'])('has no automaton for %s', (source) => {
    expect(pattern(source).automaton()).toBeUndefined();
  });

  it('gives up on automata that are too large', () => {
    expect(difference('(a|b)*a(a|b){20}', 'zzz')).toBe('unknown');
    expect(pattern('^((a{0,50}){0,50}){0,50}$').automaton()).toBeUndefined();
  });
});

describe('matching', () => {
  it.each(['(a+)+$', '^(a|a)*$', '^(([a-z])+.)+[A-Z]([a-z])+$'])('is linear for %s', (source) => {
    const text = `${'a'.repeat(5_000)}!`;
    const before = process.cpuUsage().user;
    expect(pattern(source).matches(text)).toBe(false);
    expect(process.cpuUsage().user - before).toBeLessThan(2_000_000);
  });

  it('refuses what only backtracking could match', () => {
    expect(pattern('^(?=(a+)+$)(a+)+!$').matches('a'.repeat(40))).toBeUndefined();
    expect(pattern('^(?=a)').matches('abc')).toBe(true);
  });

  it.each([
    ['^a\\-b$', 'a-b'],
    ['^a\\_b$', 'a_b'],
    ['^[\\w-.]+$', 'a-b.c'],
    ['^\\@$', '@'],
  ])('reads %s as lenient validators do', (source, text) => {
    expect(pattern(source).matches(text)).toBe(true);
  });

  it('knows what no engine accepts', () => {
    expect(compilePattern('(')).toBeUndefined();
    expect(compilePattern('[z-a]')).toBeUndefined();
  });
});

const letters = fc.constantFrom('a', 'b', 'c', '[ab]', '[^a]', '.', '\\d', '\\w', '^', '$', '1');
const regexes = fc.letrec<{ regex: string }>((tie) => ({
  regex: fc.oneof(
    { maxDepth: 4 },
    letters,
    fc.tuple(tie('regex'), tie('regex')).map(([a, b]) => a + b),
    fc.tuple(tie('regex'), tie('regex')).map(([a, b]) => `(?:${a}|${b})`),
    fc.tuple(tie('regex'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '*?')).map(([a, b]) => `(?:${a})${b}`),
  ),
})).regex;
const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '\n', '\u{1F600}'), maxLength: 7 });

describe('against the engine', () => {
  it('the automaton accepts exactly what RegExp finds', () => {
    fc.assert(
      fc.property(regexes, fc.array(texts, { maxLength: 12 }), (source, samples) => {
        const automaton = pattern(source).automaton();
        if (automaton === undefined) return;
        for (const text of samples) expect(runAutomaton(automaton, text)).toBe(new RegExp(source, 'u').test(text));
      }),
      { numRuns: 400 },
    );
  });

  it('a word that was found fits, and where none was found no text fits', () => {
    fc.assert(
      fc.property(regexes, regexes, fc.array(texts, { maxLength: 12 }), (inside, outside, samples) => {
        const found = difference(inside, outside);
        const [a, b] = [new RegExp(inside, 'u'), new RegExp(outside, 'u')];
        if (found === 'none') for (const text of samples) expect(a.test(text) && !b.test(text)).toBe(false);
        else if (found !== 'unknown' && found !== 'no automaton') expect(a.test(found) && !b.test(found)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

it('a word set accepts exactly its words', () => {
  const words = new WordSet(['', 'ab', 'abc', '\u{1F600}']);
  const accepted = ['', 'a', 'ab', 'abc', 'abcd', '\u{1F600}', 'b'].filter((text) => runAutomaton(words, text));
  expect(accepted).toEqual(['', 'ab', 'abc', '\u{1F600}']);
});
