import { valid } from 'semver';
import { describe, expect, it } from 'vitest';
import { isSemver } from './semver-syntax.ts';

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
