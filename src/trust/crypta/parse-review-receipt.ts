import { parseJavaLong, parseToken } from '../../formats/java-text.ts';
import { parseSidecar } from '../../formats/parse-properties.ts';
import { SIZE } from '../../model/limits.ts';
import { decodeBase64 } from '../base64.ts';
import { malformed } from '../errors.ts';
import { ED25519 } from './ed25519-field.ts';
import { type FieldFault, type FieldSource, Fields } from './fields.ts';
import { RECEIPT_PREFIX, type ReviewPayload, type ReviewReceipt } from './review-receipt.ts';

const CODE = 'review-receipt-invalid';
const OUTCOMES = ['reviewed', 'caution', 'rejected'] as const;
/** https with a host, or a crypta key; no user info, no fragment, and no dot segments, which a reader would rewrite. */
const EVIDENCE_URI =
  /^(?:https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?][!$&-;=?A-Z_a-z~%]*)?|crypta:[!$&-;=?@A-Z_a-z~%]+)$/;

/**
 * Parses a receipt's own file.
 * @throws AssayError review-receipt-invalid and those of parseSidecar (input)
 */
export function parseReviewReceipt(bytes: Uint8Array, path: string): ReviewReceipt {
  const sidecar = parseSidecar(bytes, { path, name: 'review receipt', code: CODE, maxBytes: SIZE.signature });
  const values = new Map([...sidecar.entries].map(([key, { value }]) => [key, value]));
  return readReviewReceipt({ path, values, locate: sidecar.locate }, RECEIPT_PREFIX);
}

/**
 * Reads a receipt from the fields of a catalog entry or of its own file. The signature is not checked.
 * @param prefix what stands before `app.id`, `status` … in the source's keys
 * @throws AssayError review-receipt-invalid (input)
 */
export function readReviewReceipt(source: FieldSource, prefix: string): ReviewReceipt {
  const fields = new Fields(source, fault);
  const payload = readPayload(fields, prefix);
  fields.demandChoice(`${prefix}signature.algorithm`, [ED25519]);
  const key = `${prefix}signature.value.base64`;
  const signature = decodeBase64(fields.demand(key));
  if (signature === undefined) throw fields.fail(key, 'is not canonical base64', 'a signature in base64');
  fields.finish();
  return { payload, signature };
}

function readPayload(fields: Fields, prefix: string): ReviewPayload {
  const version = fields.demandChoice(`${prefix}version`, ['1', '2']) === '1' ? 1 : 2;
  const appId = parseToken(fields.demand(`${prefix}app.id`));
  if (appId === undefined) throw fields.fail(`${prefix}app.id`, 'is no app id', 'letters, digits, ".", "_" and "-"');
  const size = parseJavaLong(fields.demand(`${prefix}artifact.size`));
  if (size === undefined || size < 0 || !Number.isSafeInteger(size))
    throw fields.fail(`${prefix}artifact.size`, 'is no size', 'a number of bytes');
  const instant = (key: string) => fields.require(`${prefix}${key}`, fields.instant(`${prefix}${key}`));
  const required = {
    version,
    appId,
    appVersion: fields.demandText(`${prefix}app.version`, 128),
    artifactSha256: fields.require(`${prefix}artifact.sha256`, fields.sha256(`${prefix}artifact.sha256`)),
    artifactSize: size,
    policyId: fields.demandText(`${prefix}policy.id`, 128),
    policyVersion: fields.demandText(`${prefix}policy.version`, 64),
    status: fields.demandChoice(`${prefix}status`, OUTCOMES),
    reviewerKeyId: fields.demandText(`${prefix}reviewer.key.id`, 128),
    reviewedAt: instant('reviewed.at'),
  } as const;
  return { ...required, ...readOptional(fields, prefix, version) };
}

type Optional = Pick<
  ReviewPayload,
  'bundleKeyId' | 'expiresAt' | 'evidenceSha256' | 'decisionReasonSha256' | 'evidenceUri' | 'note'
>;

function readOptional(fields: Fields, prefix: string, version: 1 | 2): Optional {
  const bundleKeyId = fields.text(`${prefix}bundle.key.id`, 128);
  const expiresAt = fields.instant(`${prefix}expires.at`);
  const evidenceSha256 = fields.sha256(`${prefix}evidence.sha256`);
  const decisionReasonSha256 = fields.sha256(`${prefix}decision.reason.sha256`);
  const evidenceUri = fields.text(`${prefix}evidence.uri`, 2048);
  const note = fields.text(`${prefix}note`, 512);
  if (version === 1 && decisionReasonSha256 !== undefined)
    throw fields.fail(`${prefix}decision.reason.sha256`, 'needs version 2', `${prefix}version=2`);
  if (evidenceUri !== undefined && (!EVIDENCE_URI.test(evidenceUri) || /\/\.{1,2}(?:\/|$|\?)/.test(evidenceUri)))
    throw fields.fail(`${prefix}evidence.uri`, 'is no URI of evidence', 'https://… or crypta:…');
  return {
    ...(bundleKeyId === undefined ? {} : { bundleKeyId }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(evidenceSha256 === undefined ? {} : { evidenceSha256 }),
    ...(decisionReasonSha256 === undefined ? {} : { decisionReasonSha256 }),
    ...(evidenceUri === undefined ? {} : { evidenceUri }),
    ...(note === undefined ? {} : { note }),
  };
}

const fault: FieldFault = (message, expected, location) =>
  malformed({ code: CODE, message, hint: `expected ${expected}`, location, legacyCode: 'invalid_catalog_entry' });
