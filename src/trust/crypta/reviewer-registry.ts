import { type Instant, isBefore } from '../../formats/java-text.ts';
import type { PublicKey } from '../keys/public-key.ts';

export type ReviewerStatus = 'active' | 'retired' | 'revoked';

/** One reviewer's key of a trusted-reviewers file. */
export interface Reviewer {
  readonly id: string;
  readonly publicKey: PublicKey;
  readonly displayName?: string;
  /** The only review policy this key may sign for; any where absent. */
  readonly policyId?: string;
  readonly policyVersion?: string;
  readonly status: ReviewerStatus;
  /** Half-open, and about the instant of the review, not about today. */
  readonly validFrom?: Instant;
  readonly validUntil?: Instant;
  readonly revokedAt?: Instant;
  readonly revocationReason?: string;
  readonly rotatesFrom?: string;
  readonly rotatesTo?: string;
}

/** One receipt that no longer counts, whoever signed it. Its fingerprint alone decides; the rest tells people which. */
export interface ReceiptRevocation {
  readonly id: string;
  /** 64 lower-case hex digits. */
  readonly receiptFingerprint: string;
  readonly appId: string;
  readonly appVersion: string;
  readonly bundleSha256: string;
  readonly reviewerKeyId: string;
  readonly revokedAt: Instant;
  readonly reason: string;
}

/** A trusted-reviewers file, version 1 to 3. */
export interface ReviewerRegistry {
  readonly path: string;
  readonly version: 1 | 2 | 3;
  /** By id, in the order of the file. */
  readonly reviewers: ReadonlyMap<string, Reviewer>;
  /** By receipt fingerprint. */
  readonly revocations: ReadonlyMap<string, ReceiptRevocation>;
}

/** What keeps a reviewer's key from vouching for a review made at an instant. */
export type ReviewerFailure = 'revoked_reviewer' | 'reviewer_not_yet_valid' | 'retired_reviewer' | 'reviewer_expired';

/** Revocation beats every date; a retired key without an end has no window that could be trusted. */
export function reviewerFailure(reviewer: Reviewer, reviewedAt: Instant): ReviewerFailure | undefined {
  const { status, validFrom, validUntil } = reviewer;
  if (status === 'revoked') return 'revoked_reviewer';
  if (validFrom !== undefined && isBefore(reviewedAt, validFrom)) return 'reviewer_not_yet_valid';
  const over = validUntil === undefined ? status === 'retired' : !isBefore(reviewedAt, validUntil);
  if (!over) return undefined;
  return status === 'retired' ? 'retired_reviewer' : 'reviewer_expired';
}
