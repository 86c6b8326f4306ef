import { compare, valid } from 'semver';
import { describe, expect, it } from 'vitest';
import { compareVersions, isPlatformVersion, isSemver } from './semver-syntax.ts';

describe('isSemver', () => {
  it.each(['0.0.0', '1.10.0', '1.0.0-rc.1', '1.0.0-alpha+001', '1.0.0+20130313144700', '10.20.30', '1.0.0--.a'])(
    'accepts %s',
    (version) => {
      expect(isSemver(version)).toBe(true);
      expect(valid(version)).not.toBeNull();
    },
  );

  it.each(['', '1', '1.0', '01.0.0', '1.0.0-', '1.0.0-01', '1.0.0 ', '1.0.0\n', '1.0.0.0', '1.a.0', '1.0.0+', '1.0.x'])(
    'refuses %j',
    (version) => {
      expect(isSemver(version)).toBe(false);
    },
  );
});

describe('compareVersions', () => {
  const versions = [
    '0.0.1',
    '0.9.0',
    '1.0.0-1',
    '1.0.0-2',
    '1.0.0-11',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.0+build',
    '1.9.0',
    '1.10.0',
    '9007199254740991.0.0',
  ];

  it('orders as the semver package does', () => {
    for (const a of versions)
      for (const b of versions) expect(Math.sign(compareVersions(a, b) ?? 9), `${a} and ${b}`).toBe(compare(a, b));
  });

  it('does not order what is no semantic version', () => {
    expect(compareVersions('1.0', '1.0.0')).toBeUndefined();
    expect(compareVersions('1.0.0', 'spring')).toBeUndefined();
  });

  it('compares numbers that no double holds', () => {
    expect(compareVersions('9007199254740993.0.0', '9007199254740992.0.0')).toBe(1);
  });
});

describe('isPlatformVersion', () => {
  it.each(['4', '0', '4.1', '0.1.0', '1.0.0-rc.1'])('accepts %s', (version) => {
    expect(isPlatformVersion(version)).toBe(true);
  });

  it.each(['', 'latest', 'v1', '04', '4.01', '4.', '>=2', '^1.0.0', '4 ', '1.2.3.4', '1'.repeat(257)])(
    'refuses %j',
    (version) => {
      expect(isPlatformVersion(version)).toBe(false);
    },
  );
});
