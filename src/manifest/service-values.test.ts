import { describe, expect, it } from 'vitest';
import { compareServiceVersions, isGrantDuration } from './service-values.ts';

describe('isGrantDuration', () => {
  it.each(['PT720H', 'P1D', 'P365D', 'PT8760H', 'pt1m', 'P1DT2H3M4.5S', 'PT0.000000001S'])('%s', (text) => {
    expect(isGrantDuration(text)).toBe(true);
  });
  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    'P0D',
    'PT0S',
    'PT0.0S',
    'P366D',
    'P365DT1S',
    'P365DT0.1S',
    '-PT1H',
    'P1M',
    'P1Y',
    'P1W',
    '1h',
    ' PT1H',
    `P${'9'.repeat(400)}D`,
  ])('refuses %s', (text) => {
    expect(isGrantDuration(text)).toBe(false);
  });
});

describe('compareServiceVersions', () => {
  it.each<[string, string, number]>([
    ['1', '1.0', 0],
    ['1.9', '1.10', -1],
    ['01', '1', 0],
    ['2', '10', -1],
    ['99999999999999999999', '100000000000000000000', -1],
    ['1.0-rc', '1.0', 1],
    ['a', 'b', -1],
    ['1', '1', 0],
  ])('%s and %s', (a, b, order) => {
    expect([compareServiceVersions(a, b), compareServiceVersions(b, a)]).toEqual([order, order === 0 ? 0 : -order]);
  });
});
