import type { ReviewTrust } from './evaluate-review.ts';

/** How much a platform's operator asks of reviews; `advisory` unless told. */
export type ReviewPolicyMode =
  | 'advisory'
  | 'warn_untrusted'
  | 'require_trusted_review'
  | 'require_trusted_review_for_apply_when_stopped';

/** What a review's trust means under a mode. */
export interface ReviewEffect {
  /** A person must say yes first. */
  readonly requiresAcknowledgement: boolean;
  readonly blocksInstall: boolean;
  readonly blocksUpdate: boolean;
  /** No automatic policy may apply the update. */
  readonly blocksPolicyApply: boolean;
}

/** The effect of a review; what was revoked blocks under every mode. */
export function reviewEffect(trust: ReviewTrust, mode: ReviewPolicyMode = 'advisory'): ReviewEffect {
  const revoked = trust === 'revoked_receipt' || trust === 'revoked_reviewer';
  const positive = trust === 'trusted_reviewed';
  const strict = mode === 'require_trusted_review';
  const stopped = mode === 'require_trusted_review_for_apply_when_stopped';
  const blocks = revoked || (strict && !positive);
  return {
    requiresAcknowledgement: !revoked && !positive && (mode === 'warn_untrusted' || stopped),
    blocksInstall: blocks,
    blocksUpdate: blocks,
    blocksPolicyApply: revoked || ((strict || stopped) && !positive),
  };
}
