import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointerGet, pointerJoin, pointerTokens } from './pointer.ts';

/** RFC 6901 section 5. */
const DOCUMENT = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

describe('pointerGet', () => {
  it.each([
    ['', DOCUMENT],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('gives what RFC 6901 says for %j', (pointer, value) => {
    expect(pointerGet(DOCUMENT, pointer)).toEqual(value);
  });

  it.each(['/foo/2', '/foo/00', '/foo/-', '/foo/0/x', '/missing', '/toString', '/__proto__', '/foo/length'])(
    'finds nothing at %j',
    (pointer) => {
      expect(pointerGet(DOCUMENT, pointer)).toBeUndefined();
    },
  );
});

describe('pointerJoin', () => {
  it('escapes ~ before /, and takes numbers', () => {
    expect(pointerJoin('/a', 'b/~1', 3, '')).toBe('/a/b~1~01/3/');
    expect(pointerJoin('')).toBe('');
  });

  it('is undone by pointerTokens', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (tokens) => {
        expect(pointerTokens(pointerJoin('', ...tokens))).toEqual(tokens);
      }),
    );
  });
});
