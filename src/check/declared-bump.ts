import { usageError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import type { Bump } from './diff-rule.ts';

/** What two versions promise about what changed between them. */
export interface DeclaredBump {
  readonly from: string;
  readonly to: string;
  readonly bump: Bump;
}

/** Semantic Versioning 2.0.0: the three numbers, and a prerelease or build that begin with - or +. */
const SEMVER = /^v?(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;
const CONTRACT = /^v?([1-9]\d{0,8})$/;

/**
 * Reads `1.2.0..1.3.0` (semantic versions) or `4..5` (contract versions).
 * @throws AssayError (usage) check-version-invalid, check-version-backwards
 */
export function declaredBump(text: string): DeclaredBump {
  const [from = '', to = '', more] = text.split('..');
  const [before, after] = [parse(from), parse(to)];
  if (more !== undefined || before === undefined || after === undefined || before.kind !== after.kind)
    throw usageError(
      'check-version-invalid',
      `--check-version can't be ${quote(text)}`,
      'write two semantic versions as 1.2.0..1.3.0, two contract versions as 4..5, or contracts for their own',
    );
  const order = compare(before.numbers, after.numbers);
  if (order > 0)
    throw usageError(
      'check-version-backwards',
      `--check-version goes back: ${quote(text)}`,
      'write the older version first',
    );
  return { from, to, bump: before.kind === 'contract' ? (order < 0 ? 'minor' : 'none') : semverBump(before, after) };
}

interface Version {
  readonly kind: 'semver' | 'contract';
  readonly numbers: readonly number[];
  readonly prerelease: string | undefined;
}

function parse(text: string): Version | undefined {
  const [, ...contract] = CONTRACT.exec(text) ?? [];
  if (contract.length > 0) return { kind: 'contract', numbers: contract.map(Number), prerelease: undefined };
  const [, major, minor, patch, prerelease] = SEMVER.exec(text) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  return { kind: 'semver', numbers: [major, minor, patch].map(Number), prerelease };
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, index) => number !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** Below 1.0.0 the first number that is not zero is the major one, as package managers take it; a prerelease promises nothing. */
function semverBump(before: Version, after: Version): Bump {
  const at = before.numbers.findIndex((number, index) => number !== after.numbers[index]);
  if (before.prerelease !== undefined && at === -1) return before.prerelease === after.prerelease ? 'none' : 'major';
  if (at === -1) return 'none';
  const leading = before.numbers.findIndex((number) => number > 0);
  const first = leading === -1 ? 2 : leading;
  if (at <= first) return 'major';
  return at === first + 1 ? 'minor' : 'patch';
}
