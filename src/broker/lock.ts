import type { LockedTarget, ServicesLock } from '../formats/generated/services-lock.ts';
import { type Digest, digestJson } from '../model/digest.ts';
import { canonicalPretty } from '../model/json/canonical.ts';
import { byTuple } from '../model/order.ts';
import type { CatalogEntry } from './catalog-model.ts';

export const LOCK_FILE = 'services.lock.json';
/** The schemas that a lock's digests are about, as a contract of their own. */
export const PINNED_FILE = 'services.contract.json';

/** Digest of what a caller can see of a target: its kind and its schemas. */
export function targetDigest({ kind, schemas }: Pick<CatalogEntry, 'kind' | 'schemas'>): Digest {
  return digestJson({ kind, ...schemas });
}

/** The lock of what an app consumes. @param contract digest of the pinned contract */
export function lockOf(contract: Digest, entries: readonly CatalogEntry[]): ServicesLock {
  const targets = entries.map((entry): LockedTarget => {
    const { target, kind, provider, version, scope, deprecated, replacement } = entry;
    return {
      target,
      kind,
      ...(provider === undefined ? {} : { provider }),
      ...(version === undefined ? {} : { version }),
      ...(scope === undefined ? {} : { scope }),
      deprecated,
      ...(replacement === undefined ? {} : { replacement }),
      digest: targetDigest(entry),
    };
  });
  targets.sort((a, b) => byTuple([a.target, a.kind], [b.target, b.kind]));
  return { kind: 'assay.services-lock', schemaVersion: 1, contract, targets };
}

/** The file form of a lock. */
export function lockText(lock: ServicesLock): string {
  return canonicalPretty(lock);
}
