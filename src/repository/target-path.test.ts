import { describe, expect, it } from 'vitest';
import { isPattern, matcher, patternsMeet } from './target-path.ts';

/** TUF 1.0, §4.5, as a regular expression. */
function expression(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+]/g, '\\$&').replaceAll('*', '[^/]*');
  return new RegExp(`^${escaped}$`);
}

describe('two patterns', () => {
  const words = (alphabet: string, most: number): string[] =>
    most === 0
      ? ['']
      : words(alphabet, most - 1).flatMap((word) => [word, ...[...alphabet].map((each) => word + each)]);
  const all = (alphabet: string, most: number): string[] =>
    [...new Set(words(alphabet, most))].filter((one) => one !== '');

  it('meet where some path matches both, and only there', () => {
    // Every path of at most six letters is tried: no pattern of three asks for more than both together have.
    const paths = all('ab', 6);
    const patterns = all('ab*', 3).filter(isPattern);
    const taken = new Map(patterns.map((one) => [one, new Set(paths.filter(matcher([one])))]));
    for (const a of patterns)
      for (const b of patterns) {
        const [one, other] = [taken.get(a) ?? new Set(), taken.get(b) ?? new Set()];
        expect([a, b, patternsMeet(a, b)]).toEqual([a, b, [...one].some((path) => other.has(path))]);
      }
  });

  it.each([
    ['apps/*/*/*', 'apps/bob.*/*/*', true],
    ['apps/ann.*/*/*', 'apps/bob.*/*/*', false],
    ['apps/*', 'apps/*/*', false],
    ['*', 'revocations.json', true],
  ])('%s and %s meet: %s', (a, b, meet) => {
    expect([patternsMeet(a, b), patternsMeet(b, a)]).toEqual([meet, meet]);
  });
});

describe('patterns of paths', () => {
  it.each([
    ['apps/*/*/*', 'apps/a/1.0.0/a.tgz', true],
    ['apps/*/*/*', 'apps/a/1.0.0', false],
    ['apps/*/*/*', 'apps/a/1.0.0/x/a.tgz', false],
    ['apps/org.*/*/*', 'apps/org.example/1/a', true],
    ['apps/org.*/*/*', 'apps/organ/1/a', false],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*bc*c', 'abc', false],
    ['a*bc*c', 'abcc', true],
    ['*', 'a/b', false],
    ['*', 'a', true],
    ['a', 'a/', false],
    ['a/*', 'a', false],
  ])('%s takes %s: %s', (pattern, path, takes) => {
    expect(matcher([pattern])(path)).toBe(takes);
  });

  it('are taken as TUF has them, for every short path', () => {
    const words = ['', 'a', 'b', 'ab', 'ba', 'aab', 'abab', 'a/b', 'ab/a', 'a/b/a', 'b/ab/ab', 'a/', '/a', 'a//b'];
    const patterns = ['a', '*', 'a*', '*b', 'a*b', '*a*', 'a*a*b', 'a/*', '*/b', '*/*', 'a*/*b', '*/a*b/*', 'b/*b/a*'];
    for (const pattern of patterns)
      for (const path of words)
        expect([pattern, path, matcher([pattern])(path)]).toEqual([pattern, path, expression(pattern).test(path)]);
  });

  it('are looked at one after the other', () => {
    const takes = matcher(['a/*', 'b/*']);
    expect(['a/x', 'b/x', 'c/x'].map(takes)).toEqual([true, true, false]);
  });

  it('cost one pass, however many stars they have', () => {
    const pattern = `${'*a'.repeat(100)}*b`;
    expect(isPattern(pattern)).toBe(true);
    const start = performance.now();
    expect(matcher([pattern])('a'.repeat(500))).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
