import { satisfies } from 'semver';
import { isSemverRange } from './semver-range.ts';
import { isSemver } from './semver-syntax.ts';

/** True where a version lies in a range, as npm reads both; false where one of them is none. */
export function inSemverRange(version: string, range: string): boolean {
  return isSemver(version) && isSemverRange(range) && satisfies(version, range);
}
