import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.ts';

describe('nearest', () => {
  it.each([
    ['queue.raed', ['queue.write', 'queue.read'], 'queue.read'],
    ['minimunVersion', ['maximumTestedVersion', 'minimumVersion'], 'minimumVersion'],
    ['QUEUE.READ', ['queue.read'], 'queue.read'],
    ['ab', ['abcd', 'abcde'], 'abcd'],
    ['abc', ['abd', 'abe'], 'abd'],
    ['kitten', ['sitting'], undefined],
    ['abc', ['xyz'], undefined],
    ['', ['a'], undefined],
    ['ab', ['xy'], undefined],
    ['x', [], undefined],
    ['zzzzzzzz', ['stable', 'experimental'], undefined],
  ])('of %j among %j is %j', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  it('finds a word that is there, whatever else is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.array(fc.string()), (word, others) => {
        expect(nearest(word, [...others, word])?.toLowerCase()).toBe(word.toLowerCase());
      }),
    );
  });
});
