import type { CatalogTrust } from '../catalog/read-signed-catalog.ts';
import type { Instant } from '../formats/java-text.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { SIZE } from '../model/limits.ts';
import { checkRoleSeparation, type KeyRegistry, type Purpose } from '../trust/crypta/key-registry.ts';
import { parseKeyRegistry } from '../trust/crypta/parse-key-registry.ts';
import { parseReviewerRegistry } from '../trust/crypta/parse-reviewer-registry.ts';
import type { ReviewPolicyMode } from '../trust/crypta/review-policy.ts';
import type { ReviewerRegistry } from '../trust/crypta/reviewer-registry.ts';

interface Place {
  readonly file: string;
  readonly shown: string;
}

/** The files that say whom to trust with a catalog, as they were named. */
export interface TrustFiles {
  readonly keys?: Place;
  readonly bundleKeys?: Place;
  readonly expectedKeyId?: string;
  readonly purpose: Purpose;
  readonly reviewers?: Place;
  /** A ReviewPolicyMode; advisory where it is none. */
  readonly reviewPolicy?: string;
}

/** Whom to trust with a catalog. */
export interface ReadCatalogTrust {
  readonly catalogTrust?: CatalogTrust;
  readonly bundleKeys?: KeyRegistry;
  readonly reviewers: ReviewerRegistry | undefined;
  readonly mode: ReviewPolicyMode;
}

const MODES: readonly ReviewPolicyMode[] = [
  'advisory',
  'warn_untrusted',
  'require_trusted_review',
  'require_trusted_review_for_apply_when_stopped',
];

/**
 * Reads the lists of trusted keys. A key that stands in two of them is refused, by its id or by its bytes.
 * @throws AssayError key-reuse (integrity), and those of the parsers
 */
export function readCatalogTrust(files: TrustFiles, now: Instant): ReadCatalogTrust {
  const keys = files.keys && parseKeyRegistry(bytesOf(files.keys), files.keys.shown);
  const bundleKeys = files.bundleKeys && parseKeyRegistry(bytesOf(files.bundleKeys), files.bundleKeys.shown);
  const reviewers = files.reviewers && parseReviewerRegistry(bytesOf(files.reviewers), files.reviewers.shown);
  checkRoleSeparation([
    ...(keys === undefined ? [] : [{ role: 'catalog', path: keys.path, keys: keys.keys.values() }]),
    ...(bundleKeys === undefined ? [] : [{ role: 'app', path: bundleKeys.path, keys: bundleKeys.keys.values() }]),
    ...(reviewers === undefined ? [] : [{ role: 'review', path: reviewers.path, keys: reviewers.reviewers.values() }]),
  ]);
  const { purpose, expectedKeyId, reviewPolicy } = files;
  return {
    reviewers,
    mode: MODES.find((mode) => mode === reviewPolicy) ?? 'advisory',
    ...(bundleKeys === undefined ? {} : { bundleKeys }),
    ...(keys === undefined
      ? {}
      : { catalogTrust: { registry: keys, purpose, now, ...(expectedKeyId === undefined ? {} : { expectedKeyId }) } }),
  };
}

function bytesOf({ file, shown }: Place): Uint8Array {
  return readFileBytes(file, shown, SIZE.catalog);
}
