import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceil, compareRational, floor, fraction, isMultiple, lcm, rationalOf, toNumber } from './rational.ts';

describe('rationalOf', () => {
  it.each([
    [0.1, 1n, 10n],
    [-2.5, -5n, 2n],
    [1e21, 10n ** 21n, 1n],
    [1e-7, 1n, 10n ** 7n],
    [1.25e-9, 1n, 800_000_000n],
    [0, 0n, 1n],
    [-0, 0n, 1n],
  ])('reads %d as the decimal that its shortest text names', (value, n, d) => {
    expect(rationalOf(value)).toEqual({ n, d });
  });

  it('is undone by toNumber for every finite double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(toNumber(rationalOf(value))).toBe(value === 0 ? 0 : value);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the order of doubles', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        expect(Math.sign(compareRational(rationalOf(a), rationalOf(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('multiples', () => {
  it.each([
    [0.3, 0.1, true],
    [1.1, 0.1, true],
    [0.75, 0.5, false],
    [4, 6, false],
    [1e308, 1e-300, true],
    [0, 7, true],
  ])('%d is a multiple of %d: %s', (value, divisor, expected) => {
    expect(isMultiple(rationalOf(value), rationalOf(divisor))).toBe(expected);
  });

  it.each([
    [4, 6, 12],
    [0.1, 0.25, 0.5],
    [2.5, 1, 5],
  ])('lcm(%d, %d) = %d', (a, b, expected) => {
    expect(toNumber(lcm(rationalOf(a), rationalOf(b)))).toBe(expected);
  });
});

it.each([
  [7n, 2n, 3n, 4n],
  [-7n, 2n, -4n, -3n],
  [6n, 2n, 3n, 3n],
  [-6n, -2n, 3n, 3n],
])('floor and ceil of %d/%d', (n, d, low, high) => {
  expect(floor(fraction(n, d))).toBe(low);
  expect(ceil(fraction(n, d))).toBe(high);
});
