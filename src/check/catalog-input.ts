import type { CatalogEntry, CryptaCatalog, SecurityAdvisory } from '../catalog/model.ts';
import type { Instant } from '../formats/java-text.ts';
import type { Location } from '../model/finding.ts';
import type { ReviewTrust } from '../trust/crypta/evaluate-review.ts';
import type { ReviewEffect } from '../trust/crypta/review-policy.ts';

/** How far the review of one entry can be believed. */
export interface EntryReviewTrust {
  readonly appId: string;
  readonly trust: ReviewTrust;
  readonly effect: ReviewEffect;
  readonly reviewerKeyId?: string;
  /** Why the receipt was revoked, where it was. */
  readonly reason?: string;
  /** What is wrong with a receipt that is none. */
  readonly malformed?: { readonly says: string; readonly location: Location };
}

/** Why an entry can't be compared with its bundle. */
export interface EntryBundleFault {
  readonly appId: string;
  readonly kind: 'missing' | 'invalid';
  /** What is wrong, with the file that it is about. */
  readonly message: string;
  readonly code: string;
  readonly location: Location;
  /** Path of the bundle that is none, as people see it. */
  readonly bundle?: string;
}

/** A catalog as its rules see it, and what was found out about its entries. */
export interface CatalogInput {
  readonly catalog: CryptaCatalog;
  /** Empty where nobody asked for reviews. */
  readonly reviews: readonly EntryReviewTrust[];
  /** Empty where nobody looked for bundles. */
  readonly bundleFaults: readonly EntryBundleFault[];
  /** The instant of the run; undefined where dates are not judged. */
  readonly now: Instant | undefined;
}

/** The published catalog, and the one that would take its place. */
export interface CatalogDiffInput {
  readonly baseline: CryptaCatalog;
  readonly current: CryptaCatalog;
}

/** The entry of an app. */
export function entryOf(catalog: CryptaCatalog, appId: string): CatalogEntry | undefined {
  return catalog.entries.find(({ id }) => id === appId);
}

/** Apps that are in both catalogs, in the order of the new one. */
export function entryPairs({
  baseline,
  current,
}: CatalogDiffInput): { readonly before: CatalogEntry; readonly after: CatalogEntry }[] {
  const old = new Map(baseline.entries.map((entry) => [entry.id, entry]));
  return current.entries.flatMap((after) => {
    const before = old.get(after.id);
    return before === undefined ? [] : [{ before, after }];
  });
}

/** Only published and active advisories decide anything; the others are history or work in progress. */
export function isInForce({ status }: Pick<SecurityAdvisory, 'status'>): boolean {
  return status === 'active' || status === 'published';
}

/** The rule that an advisory's action stands for: what it does to installing, in words after "is". */
export const BLOCKING_ACTIONS: readonly SecurityAdvisory['action'][] = ['block_install', 'block_update', 'denylist'];
