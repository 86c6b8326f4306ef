import { describe, expect, it } from 'vitest';
import { isPattern, matcher } from './target-path.ts';

/** TUF 1.0, §4.5, as a regular expression. */
function expression(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+]/g, '\\$&').replaceAll('*', '[^/]*');
  return new RegExp(`^${escaped}$`);
}

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
