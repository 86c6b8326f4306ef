import { type Instant, isBefore, parseToken } from '../../formats/java-text.ts';
import { verify } from '../signature.ts';
import { type ReviewOutcome, type ReviewReceipt, receiptFingerprint, receiptPayloadBytes } from './review-receipt.ts';
import { type Reviewer, type ReviewerFailure, type ReviewerRegistry, reviewerFailure } from './reviewer-registry.ts';

/** How far a review can be believed; the platform's own words. */
export type ReviewTrust =
  | 'trusted_reviewed'
  | 'trusted_caution'
  | 'trusted_rejected'
  | 'missing_receipt'
  | 'publisher_claim_only'
  | 'not_configured'
  | 'unknown_reviewer'
  | ReviewerFailure
  | 'review_policy_mismatch'
  | 'invalid_signature'
  | 'artifact_mismatch'
  | 'app_mismatch'
  | 'expired'
  | 'revoked_receipt';

/** The catalog entry that a receipt must be about. */
export interface ReviewedEntry {
  readonly appId: string;
  readonly appVersion: string;
  /** 64 lower-case hex digits. */
  readonly artifactSha256: string;
  readonly artifactSize: number;
  /** True where the catalog's publisher says something about a review, which proves nothing. */
  readonly publisherClaim: boolean;
}

export interface ReviewDecision {
  readonly trust: ReviewTrust;
  /** The reviewer's key, where it was looked up and found. */
  readonly reviewer?: Reviewer;
  /** Why a receipt was revoked, where it was. */
  readonly revocationReason?: string;
}

const TRUSTED: Readonly<Record<ReviewOutcome, ReviewTrust>> = {
  reviewed: 'trusted_reviewed',
  caution: 'trusted_caution',
  rejected: 'trusted_rejected',
};

/**
 * Decides how far an entry's review can be believed, in the platform's order: revocation of the receipt, what it is
 * about, its expiry, the reviewer, the policy, the reviewer's own life, and the signature last.
 */
export function evaluateReview(
  entry: ReviewedEntry,
  receipt: ReviewReceipt | undefined,
  registry: ReviewerRegistry | undefined,
  now: Instant,
): ReviewDecision {
  if (receipt === undefined) return { trust: missing(entry, registry) };
  const revocation = registry?.revocations.get(receiptFingerprint(receipt));
  if (revocation !== undefined) return { trust: 'revoked_receipt', revocationReason: revocation.reason };
  const { payload, signature } = receipt;
  const mismatch = bindingFault(entry, receipt);
  if (mismatch !== undefined) return { trust: mismatch };
  if (payload.expiresAt !== undefined && !isBefore(now, payload.expiresAt)) return { trust: 'expired' };
  if (registry === undefined || registry.reviewers.size === 0) return { trust: 'not_configured' };
  const reviewer = registry.reviewers.get(payload.reviewerKeyId);
  if (reviewer === undefined) return { trust: 'unknown_reviewer' };
  if (!acceptsPolicy(reviewer, payload.policyId, payload.policyVersion))
    return { trust: 'review_policy_mismatch', reviewer };
  const failure = reviewerFailure(reviewer, payload.reviewedAt);
  if (failure !== undefined) return { trust: failure, reviewer };
  const genuine = verify(reviewer.publicKey, receiptPayloadBytes(payload), signature);
  return { trust: genuine ? TRUSTED[payload.status] : 'invalid_signature', reviewer };
}

function missing(entry: ReviewedEntry, registry: ReviewerRegistry | undefined): ReviewTrust {
  if (entry.publisherClaim) return 'publisher_claim_only';
  return registry === undefined || registry.reviewers.size === 0 ? 'not_configured' : 'missing_receipt';
}

function bindingFault(entry: ReviewedEntry, { payload }: ReviewReceipt): ReviewTrust | undefined {
  if (payload.appId !== parseToken(entry.appId) || payload.appVersion !== entry.appVersion) return 'app_mismatch';
  if (payload.artifactSha256 !== entry.artifactSha256 || payload.artifactSize !== entry.artifactSize)
    return 'artifact_mismatch';
  return undefined;
}

function acceptsPolicy(reviewer: Reviewer, id: string, version: string): boolean {
  if (reviewer.policyId !== undefined && reviewer.policyId !== id) return false;
  return reviewer.policyVersion === undefined || reviewer.policyVersion === version;
}
