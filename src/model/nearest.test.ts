import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.ts';

describe('nearest', () => {
  it.each([
    ['snapshto', ['diff', 'snapshot'], 'snapshot'],
    ['API', ['api'], 'api'],
    ['mode', ['mod', 'modes'], 'mod'],
    ['x', ['md'], undefined],
    ['', ['md', 'a'], undefined],
    ['ab', ['cd'], undefined],
    ['text', ['toml'], undefined],
    ['platfrom', ['platform', 'platter'], 'platform'],
    ['unrelated', ['policy'], undefined],
    ['a', [], undefined],
  ])('%j among %j is %j', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});
