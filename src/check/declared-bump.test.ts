import { describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { declaredBump } from './declared-bump.ts';

describe('declaredBump', () => {
  it.each([
    ['1.2.0..2.0.0', 'major'],
    ['1.2.0..1.3.0', 'minor'],
    ['1.2.0..1.2.1', 'patch'],
    ['1.2.0..1.2.0', 'none'],
    ['v1.2.0..v1.2.0+build.7', 'none'],
    // semver.org, item 4: below 1.0.0 anything may change; package managers read the first number that is not zero.
    ['0.2.0..0.3.0', 'major'],
    ['0.2.0..0.2.1', 'minor'],
    ['0.0.2..0.0.3', 'major'],
    ['0.0.0..0.0.1', 'major'],
    ['0.9.0..1.0.0', 'major'],
    ['2.0.0-rc.1..2.0.0', 'major'],
    ['1.9.0..2.0.0-rc.1', 'major'],
    ['2.0.0-rc.1..2.0.0-rc.1', 'none'],
    ['4..5', 'minor'],
    ['v4..v9', 'minor'],
    ['5..5', 'none'],
  ])('%s is %s', (text, bump) => expect(declaredBump(text).bump).toBe(bump));

  it.each([
    ['1.2..1.3', 'check-version-invalid/2'],
    ['1.2.0', 'check-version-invalid/2'],
    ['1.2.0..', 'check-version-invalid/2'],
    ['1.2.0...1.3.0', 'check-version-invalid/2'],
    ['1.2.0..1.3.0..1.4.0', 'check-version-invalid/2'],
    ['4..1.3.0', 'check-version-invalid/2'],
    ['01.2.0..1.3.0', 'check-version-invalid/2'],
    ['0..1', 'check-version-invalid/2'],
    ['1.3.0..1.2.9', 'check-version-backwards/2'],
    ['5..4', 'check-version-backwards/2'],
  ])('%s is refused: %s', (text, code) => expect(codeOf(() => declaredBump(text))).toBe(code));
});
