import { createHash } from 'node:crypto';
import type { Instant } from '../../formats/java-text.ts';
import { encodeBase64 } from '../base64.ts';
import type { Signer } from '../signature.ts';
import { ED25519 } from './ed25519-field.ts';
import { formatInstant } from './instant.ts';

export type ReviewOutcome = 'reviewed' | 'caution' | 'rejected';

/** What a reviewer signs: a decision about one artifact of one app, under one policy. */
export interface ReviewPayload {
  /** 2 where a decision reason is bound, which version 1 can't carry. */
  readonly version: 1 | 2;
  readonly appId: string;
  readonly appVersion: string;
  /** 64 lower-case hex digits. */
  readonly artifactSha256: string;
  /** Bytes. */
  readonly artifactSize: number;
  readonly bundleKeyId?: string;
  readonly policyId: string;
  readonly policyVersion: string;
  readonly status: ReviewOutcome;
  readonly reviewerKeyId: string;
  readonly reviewedAt: Instant;
  readonly expiresAt?: Instant;
  readonly evidenceSha256?: string;
  readonly decisionReasonSha256?: string;
  readonly evidenceUri?: string;
  readonly note?: string;
}

/** A signed review. */
export interface ReviewReceipt {
  readonly payload: ReviewPayload;
  readonly signature: Uint8Array;
}

/** Key prefix in a receipt's own file; in a catalog `app.<id>.` stands before it. */
export const RECEIPT_PREFIX = 'review.receipt.';

/** The bytes that a receipt's signature covers: its fields in their fixed order, absent ones left out. */
export function receiptPayloadBytes(payload: ReviewPayload): Uint8Array {
  return Buffer.from(lines(payloadFields(payload)));
}

/** The receipt as its own file. */
export function formatReceipt(receipt: ReviewReceipt): string {
  return lines(receiptFields(receipt));
}

/** A receipt's keys without their prefix, and values, in the order in which they are written. */
export function receiptFields({ payload, signature }: ReviewReceipt): [string, string][] {
  return [
    ...payloadFields(payload),
    ['signature.algorithm', ED25519],
    ['signature.value.base64', encodeBase64(signature)],
  ];
}

/** What a revocation names a receipt by: sha-256 over the whole of it, signature included; 64 hex digits. */
export function receiptFingerprint(receipt: ReviewReceipt): string {
  return createHash('sha256').update(formatReceipt(receipt)).digest('hex');
}

/** Signs a review with a reviewer's Ed25519 key. */
export function signReceipt(payload: ReviewPayload, signer: Signer): ReviewReceipt {
  return { payload, signature: signer.sign(receiptPayloadBytes(payload)) };
}

function payloadFields(payload: ReviewPayload): [string, string][] {
  const { expiresAt } = payload;
  const fields: [string, string | undefined][] = [
    ['version', String(payload.version)],
    ['app.id', payload.appId],
    ['app.version', payload.appVersion],
    ['artifact.sha256', payload.artifactSha256],
    ['artifact.size', String(payload.artifactSize)],
    ['bundle.key.id', payload.bundleKeyId],
    ['policy.id', payload.policyId],
    ['policy.version', payload.policyVersion],
    ['status', payload.status],
    ['reviewer.key.id', payload.reviewerKeyId],
    ['reviewed.at', formatInstant(payload.reviewedAt)],
    ['expires.at', expiresAt === undefined ? undefined : formatInstant(expiresAt)],
    ['evidence.sha256', payload.evidenceSha256],
    ['decision.reason.sha256', payload.decisionReasonSha256],
    ['evidence.uri', payload.evidenceUri],
    ['note', payload.note],
  ];
  return fields.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
}

function lines(fields: readonly [string, string][]): string {
  return fields.map(([key, value]) => `${RECEIPT_PREFIX}${key}=${value}\n`).join('');
}
