import type { CatalogLock, CatalogLockSeen } from '../formats/generated/catalog-lock.ts';
import { equalJson } from '../model/json/equal.ts';
import { breach } from './breach.ts';
import type { RepositoryFault, VerifiedRepository } from './model.ts';
import { CLOCK_SKEW, instantText, MOST_VERSION_JUMP } from './policy.ts';
import { appOf } from './usual-targets.ts';

/** Which floors of a lock still hold: those of roles whose keys were replaced since don't (TUF 1.0, §5.3.11). */
export interface LockFloor {
  readonly timestamp?: CatalogLockSeen;
  readonly snapshot?: CatalogLockSeen;
  /** The floor of targets or of a delegated role. */
  role(name: string): CatalogLockSeen | undefined;
}

/** Demands that the clock is not behind what the lock has seen. */
export function checkClock(lock: CatalogLock, now: Date, path: string): void {
  if (now.getTime() < Date.parse(lock.verifiedAt) - CLOCK_SKEW)
    throw breach('clock-behind-lock', `the lock was raised at ${lock.verifiedAt}, after the instant of this run`, path);
}

/**
 * Demands that a role did not go back behind its floor, nor show other bytes under the version of the floor, nor jump.
 * @param rule what going back is called
 */
export function checkFloor(
  rule: 'rollback-timestamp' | 'rollback-snapshot' | 'rollback-role',
  role: string,
  found: { readonly version: number; readonly digest: string },
  floor: CatalogLockSeen | undefined,
  path: string,
): void {
  if (floor === undefined) return;
  if (found.version < floor.version)
    throw breach(rule, `is version ${found.version} of ${role}; the lock has seen ${floor.version}`, path, role);
  if (found.version === floor.version && found.digest !== floor.digest)
    throw breach('version-reused', `is another version ${found.version} of ${role} than the lock has seen`, path, role);
  if (found.version > floor.version + MOST_VERSION_JUMP)
    throw breach(
      'version-jump',
      `is version ${found.version} of ${role}, more than ${MOST_VERSION_JUMP} beyond the lock's ${floor.version}`,
      path,
      role,
    );
}

/** What a verified repository lacks or has otherwise than the lock has seen. */
export function lockFaults(lock: CatalogLock, repository: VerifiedRepository, path: string): RepositoryFault[] {
  const revoked = new Set(repository.revocations?.bundles.map(({ digest }) => digest));
  return Object.entries(lock.targets).flatMap(([target, digest = '']): RepositoryFault[] => {
    const now = repository.targets.get(target);
    if (now === undefined)
      return revoked.has(digest)
        ? []
        : [{ rule: 'target-vanished', message: `${target} was there and is listed no longer`, subject: target, path }];
    return `sha256:${now.target.sha256}` === digest
      ? []
      : [{ rule: 'target-replaced', message: `${target} is another file than before`, subject: target, path }];
  });
}

/** The lock that a verified repository makes after the one before, whose instant a clock that is slow leaves as it is. */
export function lockOf(repository: VerifiedRepository, now: Date, before?: CatalogLock): CatalogLock {
  const seen = ({ role, digest }: { role: { version: number }; digest: string }): CatalogLockSeen => ({
    version: role.version,
    digest,
  });
  const roles = new Map([['targets', repository.top], ...repository.delegated]);
  const keys = [repository.root, repository.top, ...repository.delegated.values()].flatMap(({ role }) => [
    ...role.keys.keys(),
  ]);
  const bundles = [...repository.targets].filter(([, { target }]) => appOf(target) !== undefined);
  return {
    kind: 'assay.catalog-lock',
    schemaVersion: 1,
    catalog: repository.root.role.catalog,
    verifiedAt: instantText(new Date(Math.max(now.getTime(), Date.parse(before?.verifiedAt ?? instantText(now))))),
    root: seen(repository.root),
    timestamp: seen(repository.timestamp),
    snapshot: seen(repository.snapshot),
    roles: Object.fromEntries([...roles].map(([name, role]) => [name, seen(role)])),
    keys: [...new Set(keys)].sort(),
    targets: Object.fromEntries(bundles.map(([path, { target }]) => [path, `sha256:${target.sha256}`])),
  };
}

/** Whether a new lock says something else than the old one, the instant aside. */
export function rises(lock: CatalogLock | undefined, next: CatalogLock): boolean {
  return lock === undefined || !equalJson({ ...lock, verifiedAt: '' }, { ...next, verifiedAt: '' });
}
