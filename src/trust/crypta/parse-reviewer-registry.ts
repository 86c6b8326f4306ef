import { isBefore, parseToken } from '../../formats/java-text.ts';
import { parseSidecar } from '../../formats/parse-properties.ts';
import { SIZE } from '../../model/limits.ts';
import { malformed } from '../errors.ts';
import { ed25519Field } from './ed25519-field.ts';
import { type FieldFault, Fields } from './fields.ts';
import { checkUniqueKeys } from './key-registry.ts';
import type { ReceiptRevocation, Reviewer, ReviewerRegistry } from './reviewer-registry.ts';

const CODE = 'trusted-reviewers-invalid';
const LEGACY_CODE = 'invalid_catalog_entry';
const STATUSES = ['active', 'retired', 'revoked'] as const;
const INDEX = /^reviewer\.(0|[1-9]\d{0,5})\./;
const REVOCATION_ID = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$/;

/**
 * Parses a trusted-reviewers file: `trusted.reviewers.version` 1 to 3, `reviewer.N.*` with N from 0 or 1 without gaps,
 * and in version 3 the receipts that are revoked.
 * @throws AssayError trusted-reviewers-invalid, key-malformed (input); key-weak, key-alg-mismatch, key-duplicate
 * (integrity); and those of parseSidecar
 */
export function parseReviewerRegistry(bytes: Uint8Array, path: string): ReviewerRegistry {
  const sidecar = parseSidecar(bytes, { path, name: 'trusted reviewers', code: CODE, maxBytes: SIZE.signature });
  const values = new Map([...sidecar.entries].map(([key, { value }]) => [key, value]));
  const fields = new Fields({ path, values, locate: sidecar.locate }, fault);
  const version = readVersion(fields);
  const indexes = new Set(fields.rest().flatMap((key) => INDEX.exec(key)?.[1] ?? []));
  const start = indexes.has('0') ? 0 : 1;
  const reviewers = new Map<string, Reviewer>();
  for (let index = start; index < start + indexes.size; index += 1) {
    const reviewer = readReviewer(fields, `reviewer.${index}`, version, path);
    if (reviewers.has(reviewer.id)) throw fields.fail(`reviewer.${index}.id`, 'repeats an id', 'one id for each key');
    reviewers.set(reviewer.id, reviewer);
  }
  const revocations = version === 3 ? readRevocations(fields) : new Map<string, ReceiptRevocation>();
  fields.finish();
  checkUniqueKeys(reviewers.values(), path);
  return { path, version, reviewers, revocations };
}

function readVersion(fields: Fields): 1 | 2 | 3 {
  const version = fields.demandChoice('trusted.reviewers.version', ['1', '2', '3']);
  return version === '1' ? 1 : version === '2' ? 2 : 3;
}

function readReviewer(fields: Fields, prefix: string, version: number, path: string): Reviewer {
  const id = fields.demandText(`${prefix}.id`, 128);
  const publicKey = ed25519Field(fields, prefix, path);
  const displayName = fields.text(`${prefix}.display.name`, 128);
  const policyId = fields.text(`${prefix}.policy.id`, 128);
  const named = {
    ...(displayName === undefined ? {} : { displayName }),
    ...(policyId === undefined ? {} : { policyId }),
  };
  // In version 1 nobody takes the keys of later versions, so that they are refused in the end.
  if (version === 1) return { id, publicKey, status: 'active', ...named };
  const policyVersion = fields.text(`${prefix}.policy.version`, 64);
  if (policyVersion !== undefined && policyId === undefined)
    throw fields.fail(`${prefix}.policy.version`, 'stands without policy.id', 'the policy whose version this is');
  const lifecycle = readLifecycle(fields, prefix);
  return { id, publicKey, ...named, ...(policyVersion === undefined ? {} : { policyVersion }), ...lifecycle };
}

type Lifecycle = Omit<Reviewer, 'id' | 'publicKey' | 'displayName' | 'policyId' | 'policyVersion'>;

function readLifecycle(fields: Fields, prefix: string): Lifecycle {
  const status = fields.choice(`${prefix}.status`, STATUSES) ?? 'active';
  const validFrom = fields.instant(`${prefix}.valid.from`);
  const validUntil = fields.instant(`${prefix}.valid.until`);
  const revokedAt = fields.instant(`${prefix}.revoked.at`);
  const revocationReason = fields.text(`${prefix}.revocation.reason`, 512);
  const rotatesFrom = fields.text(`${prefix}.rotates.from`, 128);
  const rotatesTo = fields.text(`${prefix}.rotates.to`, 128);
  if (validFrom !== undefined && validUntil !== undefined && !isBefore(validFrom, validUntil))
    throw fields.fail(`${prefix}.valid.until`, 'is not after valid.from', 'a window that is open for some time');
  if (status !== 'revoked' && (revokedAt !== undefined || revocationReason !== undefined))
    throw fields.fail(`${prefix}.status`, 'is not revoked, but a revocation is described', 'status=revoked');
  return {
    status,
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(revokedAt === undefined ? {} : { revokedAt }),
    ...(revocationReason === undefined ? {} : { revocationReason }),
    ...(rotatesFrom === undefined ? {} : { rotatesFrom }),
    ...(rotatesTo === undefined ? {} : { rotatesTo }),
  };
}

function readRevocations(fields: Fields): Map<string, ReceiptRevocation> {
  const listed = fields.take('review.revocations') ?? '';
  const byFingerprint = new Map<string, ReceiptRevocation>();
  if (listed.trim() === '') return byFingerprint;
  const ids = listed.split(',').map((each) => each.trim());
  for (const [index, id] of ids.entries()) {
    if (!REVOCATION_ID.test(id)) throw fields.fail('review.revocations', 'has a broken id', 'names like receipt-1');
    if (ids.indexOf(id) !== index) throw fields.fail('review.revocations', 'names one id twice', 'each id once');
    const revocation = readRevocation(fields, id);
    if (byFingerprint.has(revocation.receiptFingerprint))
      throw fields.fail(`review.revocation.${id}.receiptFingerprintSha256`, 'is revoked twice', 'each receipt once');
    byFingerprint.set(revocation.receiptFingerprint, revocation);
  }
  return byFingerprint;
}

function readRevocation(fields: Fields, id: string): ReceiptRevocation {
  const prefix = `review.revocation.${id}`;
  const digest = (key: string): string => fields.require(`${prefix}.${key}`, fields.sha256(`${prefix}.${key}`));
  const appId = parseToken(fields.demand(`${prefix}.appId`));
  if (appId === undefined) throw fields.fail(`${prefix}.appId`, 'is no app id', 'letters, digits, ".", "_" and "-"');
  return {
    id,
    receiptFingerprint: digest('receiptFingerprintSha256'),
    appId,
    appVersion: fields.demandText(`${prefix}.appVersion`, 128),
    bundleSha256: digest('bundleSha256'),
    reviewerKeyId: fields.demandText(`${prefix}.reviewerKeyId`, 128),
    revokedAt: fields.require(`${prefix}.revokedAt`, fields.instant(`${prefix}.revokedAt`)),
    reason: fields.demandText(`${prefix}.reason`, 512),
  };
}

const fault: FieldFault = (message, expected, location) =>
  malformed({ code: CODE, message, hint: `expected ${expected}`, location, legacyCode: LEGACY_CODE });
