import { breach } from './breach.ts';
import type { RepositoryKey, RoleHead } from './model.ts';
import { CLOCK_SKEW, lengthText, validityOf } from './policy.ts';
import { type Authority, countSigners } from './threshold.ts';

/** Demands that a role is of this catalog, was issued by now, and is not valid for longer than such a role may be. */
export function checkHead(role: string, head: RoleHead, path: string, place: { catalog: string; now: Date }): void {
  if (head.catalog !== place.catalog)
    throw breach('catalog-binding', `is of the catalog ${head.catalog}, not of ${place.catalog}`, path);
  const issued = Date.parse(head.issuedAt);
  if (issued > place.now.getTime() + CLOCK_SKEW)
    throw breach('metadata-from-future', `was issued at ${head.issuedAt}, after the instant of this run`, path);
  const { most } = validityOf(role);
  if (Date.parse(head.expires) - issued > most)
    throw breach('validity-too-long', `is valid for more than ${lengthText(most)}`, path);
}

/** Demands that a role has not expired: at its `expires` it has (TUF 1.0, §5). */
export function checkExpiry(role: string, { expires }: RoleHead, path: string, now: Date): void {
  if (Date.parse(expires) > now.getTime()) return;
  const rule =
    role === 'root' || role === 'timestamp' || role === 'snapshot' || role === 'targets'
      ? (`expired-${role}` as const)
      : 'expired-role';
  throw breach(rule, `expired at ${expires}`, path, role);
}

/** Demands that keys made for production alone reach a threshold. */
export function checkUse(signers: readonly RepositoryKey[], authority: Authority, path: string): void {
  const real = signers.filter(({ use }) => use === 'production');
  if (countSigners(real) >= authority.threshold) return;
  throw breach(
    'key-not-for-production',
    `reaches the threshold of ${authority.role} only with keys made for tests or development`,
    path,
    authority.role,
  );
}

/** The revoked key that a role can't do without; undefined where enough others signed. */
export function revokedSigner(
  signers: readonly RepositoryKey[],
  authority: Authority,
  revoked: ReadonlySet<string>,
): string | undefined {
  if (countSigners(signers.filter(({ id }) => !revoked.has(id))) >= authority.threshold) return undefined;
  return signers.find(({ id }) => revoked.has(id))?.id;
}
