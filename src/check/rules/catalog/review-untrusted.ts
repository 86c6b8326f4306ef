import type { Severity } from '../../../model/finding.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { CatalogInput, EntryReviewTrust } from '../../catalog-input.ts';
import { entryOf } from '../../catalog-input.ts';

/** What each state says of a review, after "the review". */
const SAYS: Readonly<Record<Exclude<EntryReviewTrust['trust'], 'trusted_reviewed'>, string>> = {
  trusted_caution: 'advises caution',
  trusted_rejected: 'rejects the app',
  missing_receipt: 'is missing: the entry carries no receipt',
  publisher_claim_only: "is the publisher's word alone: the entry carries no receipt",
  not_configured: 'has a receipt, and no reviewer is trusted',
  unknown_reviewer: 'is by a reviewer that nobody trusts',
  retired_reviewer: 'is by a reviewer who had retired',
  revoked_reviewer: 'is by a reviewer whose key is revoked',
  reviewer_not_yet_valid: "was made before the reviewer's key was valid",
  reviewer_expired: "was made after the reviewer's key had expired",
  review_policy_mismatch: 'follows another policy than its reviewer may sign for',
  invalid_signature: "does not carry its reviewer's signature",
  artifact_mismatch: 'is of another bundle',
  app_mismatch: 'is of another app or version',
  expired: 'has expired',
  revoked_receipt: 'was revoked',
};

/** States that no honest mistake about time or trust explains, or that say no. */
const BAD: readonly EntryReviewTrust['trust'][] = [
  'trusted_rejected',
  'revoked_reviewer',
  'invalid_signature',
  'artifact_mismatch',
  'app_mismatch',
  'revoked_receipt',
];

export default defineRule<CatalogInput>({
  id: 'catalog/review-untrusted',
  summary: 'an entry that tells of a review carries a receipt that a trusted reviewer signed for this very bundle',
  help: 'Have the bundle reviewed again and put the new receipt into the catalog, or leave the review out. A receipt holds for one app, version and bundle; a revoked one holds for nothing.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['catalog', 'operator'],
  example: {
    fails: 'review.receipt.artifact.sha256=0123…   # the entry has bundle.sha256=4567…',
    passes: 'review.receipt.artifact.sha256=4567…',
  },
  *check({ catalog, reviews }) {
    for (const review of reviews) {
      const { appId, trust, effect, reason, malformed } = review;
      const entry = entryOf(catalog, appId);
      if (entry === undefined || trust === 'trusted_reviewed') continue;
      // A policy that asks for nothing is content with an app that tells of no review.
      if (trust === 'missing_receipt' && !effect.blocksInstall && !effect.requiresAcknowledgement) continue;
      const why = reason === undefined ? '' : ` (${quote(reason)})`;
      yield {
        message: `the review of ${quote(appId)} ${malformed === undefined ? SAYS[trust] : `has a receipt that is none: ${malformed.says}`}${why}`,
        location:
          malformed?.location ??
          entry.locate(entry.review.receipt === undefined ? 'review.status' : 'review.receipt.status'),
        key: [appId, entry.version, entry.bundle.sha256, trust],
        severity: severityOf(review),
      };
    }
  },
});

function severityOf({ trust, effect }: EntryReviewTrust): Severity {
  if (effect.blocksInstall || effect.blocksUpdate || BAD.includes(trust)) return 'error';
  return trust === 'publisher_claim_only' && !effect.requiresAcknowledgement ? 'note' : 'warning';
}
