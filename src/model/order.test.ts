import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byCodeUnit, byTuple } from './order.ts';

describe('byCodeUnit', () => {
  it('orders by UTF-16 code unit, as no locale does', () => {
    expect(['é', 'z', 'a', 'Z', '_', '10', '9', '', '\ufb33', '😀'].sort(byCodeUnit)).toEqual([
      '',
      '10',
      '9',
      'Z',
      '_',
      'a',
      'z',
      'é',
      '😀',
      '\ufb33',
    ]);
  });

  it('is a total order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(Math.sign(byCodeUnit(a, b))).toBe(-Math.sign(byCodeUnit(b, a)) || 0);
        expect(byCodeUnit(a, b) === 0).toBe(a === b);
      }),
    );
  });
});

describe('byTuple', () => {
  it.each([
    [['a'], ['b'], -1],
    [['a', 2], ['a', 10], -1],
    [['a', '2'], ['a', '10'], 1],
    [['a'], ['a', 0], -1],
    [[], [], 0],
    [['b', 0], ['a', 9], 1],
  ])('%j against %j', (a, b, sign) => {
    expect(Math.sign(byTuple(a, b))).toBe(sign);
    expect(Math.sign(byTuple(b, a))).toBe(-sign || 0);
  });
});
