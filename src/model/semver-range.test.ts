import fc from 'fast-check';
import { intersects, minVersion, validRange } from 'semver';
import { describe, expect, it } from 'vitest';
import { isSemverRange, soleMajor } from './semver-range.ts';

describe('isSemverRange', () => {
  it.each([
    '^1.0.0',
    '~1.2',
    '1.x',
    '*',
    '',
    '1.2.3 - 2',
    '>=1.2.0 <2.0.0',
    '^1 || ^2.0.0-rc.1',
    'v1.0.0',
    '>= 1.0.0',
    '1.0.0+build',
  ])('%j is one', (range) => {
    expect(validRange(range)).not.toBeNull();
    expect(isSemverRange(range)).toBe(true);
  });

  it.each(['latest', '^', '1.2.3.4', '^one', '1,2', '0.0.0023', '1.0.0 and', '>=1 <', `^1${' '.repeat(300)}`])(
    '%j is none',
    (range) => {
      expect(isSemverRange(range)).toBe(false);
    },
  );

  it('takes nothing that npm refuses', () => {
    const piece = fc.constantFrom('1', '0', '12', 'x', '*', '.', '.', '^', '~', '>=', '<', ' ', ' - ', '||', '-a', 'v');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const range = pieces.join('');
        if (isSemverRange(range)) expect(validRange(range), range).not.toBeNull();
      }),
      { numRuns: 2000 },
    );
  });
});

describe('soleMajor', () => {
  it.each([
    ['^1.0.0', 1],
    ['~2.3', 2],
    ['3', 3],
    ['3.x', 3],
    ['1.2.3', 1],
    ['>=1.2.0 <2.0.0', 1],
    ['>=1.2.0 <3.0.0', undefined],
    ['^0.3.0', undefined],
    ['^1 || ^2', undefined],
    ['>=1.0.0', undefined],
    ['*', undefined],
    ['latest', undefined],
  ])('%j: %s', (range, major) => {
    expect(soleMajor(range)).toBe(major);
    if (major === undefined) return;
    expect(minVersion(range)?.major).toBe(major);
    expect(intersects(range, `>=${major + 1}.0.0`)).toBe(false);
  });
});
