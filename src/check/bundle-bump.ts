import { quote } from '../model/quote.ts';
import { isSemver } from '../model/semver-syntax.ts';
import type { BundleClaims, BundleDeclared, PreviousRelease } from './bundle-input.ts';

export type BundleBump = 'patch' | 'minor' | 'major';

/** The step between two versions; undefined where it is none up, or one of them is no semantic version. */
export function madeBump(before: string, now: string): BundleBump | undefined {
  if (!isSemver(before) || !isSemver(now)) return undefined;
  const [old, next] = [numbers(before), numbers(now)];
  const at = next.findIndex((part, index) => part !== old[index]);
  if (at === -1) return undefined;
  if ((next[at] ?? 0) < (old[at] ?? 0)) return undefined;
  return (['major', 'minor', 'patch'] as const)[at];
}

/** The step that a release's manifest asks for, and what asks for it; undefined where nothing does. */
export function neededBump(
  previous: PreviousRelease,
  claims: BundleClaims,
  declared: BundleDeclared | undefined,
): { readonly bump: BundleBump; readonly because: string } | undefined {
  const provided = declared?.provided ?? [];
  const gone = previous.provided?.find((target) => !provided.includes(target));
  const permission = claims.permissions.find((name) => !previous.permissions.includes(name));
  const host = previous.hosts === undefined ? undefined : claims.hosts.find((each) => !previous.hosts?.includes(each));
  const target = provided.find((each) => previous.provided !== undefined && !previous.provided.includes(each));
  const needed = ((): { bump: BundleBump; because: string } | undefined => {
    if (gone !== undefined) return { bump: 'major', because: `that ${quote(gone)} is no longer provided` };
    const added = permission ?? host ?? target;
    return added === undefined ? undefined : { bump: 'minor', because: `that ${quote(added)} is new` };
  })();
  if (needed === undefined || numbers(previous.version)[0] !== 0) return needed;
  return { ...needed, bump: needed.bump === 'major' ? 'minor' : 'patch' };
}

function numbers(version: string): number[] {
  return (/^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
}
