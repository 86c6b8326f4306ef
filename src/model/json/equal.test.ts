import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalJson } from './equal.ts';

describe('equalJson', () => {
  it.each([
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [[1, 2], [2, 1], false],
    [{ a: undefined }, {}, false],
    [{ a: 1 }, { b: 1 }, false],
    [[], {}, false],
    [{ 0: 1 }, [1], false],
    [null, {}, false],
    [0, false, false],
    [JSON.parse('{"__proto__": 1}'), {}, false],
    [{ toString: 1 }, {}, false],
  ])('%j and %j: %s', (a, b, same) => {
    expect(equalJson(a, b)).toBe(same);
    expect(equalJson(b, a)).toBe(same);
  });

  it('agrees with node on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(equalJson(a, structuredClone(a))).toBe(true);
        // JSON has one zero.
        const [x, y] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))];
        expect(equalJson(x, y)).toBe(isDeepStrictEqual(x, y));
      }),
    );
  });
});
