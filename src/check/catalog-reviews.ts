import type { CatalogEntry, CryptaCatalog } from '../catalog/model.ts';
import type { Instant } from '../formats/java-text.ts';
import { AssayError } from '../model/errors.ts';
import { evaluateReview } from '../trust/crypta/evaluate-review.ts';
import { readReviewReceipt } from '../trust/crypta/parse-review-receipt.ts';
import { type ReviewPolicyMode, reviewEffect } from '../trust/crypta/review-policy.ts';
import type { ReviewReceipt } from '../trust/crypta/review-receipt.ts';
import type { ReviewerRegistry } from '../trust/crypta/reviewer-registry.ts';
import type { EntryReviewTrust } from './catalog-input.ts';

/** By what reviews are judged. */
export interface ReviewJudge {
  /** Undefined where nobody said which reviewers to trust. */
  readonly registry: ReviewerRegistry | undefined;
  readonly mode: ReviewPolicyMode;
  readonly now: Instant;
}

/**
 * How far the review of each entry can be believed, in the order of the entries; without trusted reviewers only of
 * entries that tell of a review. A receipt that no reader of receipts takes is as one that nobody signed.
 */
export function catalogReviews({ entries }: CryptaCatalog, { registry, mode, now }: ReviewJudge): EntryReviewTrust[] {
  return entries.flatMap((entry) => {
    const found = receiptOf(entry);
    if (found instanceof AssayError) return malformed(entry, found, mode);
    const receipt = found;
    const reviewed = {
      appId: entry.id,
      appVersion: entry.version,
      artifactSha256: entry.bundle.sha256,
      artifactSize: entry.bundle.size,
      publisherClaim: entry.review.status !== 'unreviewed' || entry.review.note !== undefined,
    };
    if (registry === undefined && receipt === undefined && !reviewed.publisherClaim) return [];
    const { trust, revocationReason } = evaluateReview(reviewed, receipt, registry, now);
    return {
      appId: entry.id,
      trust,
      effect: reviewEffect(trust, mode),
      ...(receipt === undefined ? {} : { reviewerKeyId: receipt.payload.reviewerKeyId }),
      ...(revocationReason === undefined ? {} : { reason: revocationReason }),
    };
  });
}

function receiptOf({ review, path, locate }: CatalogEntry): ReviewReceipt | AssayError | undefined {
  if (review.receipt === undefined) return undefined;
  try {
    return readReviewReceipt({ path, values: review.receipt, locate: (key) => locate(`review.receipt.${key}`) }, '');
  } catch (error) {
    if (error instanceof AssayError && error.kind === 'input') return error;
    throw error;
  }
}

function malformed(entry: CatalogEntry, { message, location }: AssayError, mode: ReviewPolicyMode): EntryReviewTrust {
  const place = location ?? entry.locate('review.receipt.version');
  return {
    appId: entry.id,
    trust: 'invalid_signature',
    effect: reviewEffect('invalid_signature', mode),
    malformed: { says: message.replace(`${place.path}:${place.line} `, ''), location: place },
  };
}
