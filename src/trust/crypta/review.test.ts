import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import { parseInstant } from '../../formats/java-text.ts';
import { encodeBase64 } from '../base64.ts';
import { generateKeyPair } from '../keys/private-key.ts';
import { signerOf } from '../signature.ts';
import { evaluateReview, type ReviewedEntry, type ReviewTrust } from './evaluate-review.ts';
import { formatInstant, instantOf } from './instant.ts';
import { parseReviewReceipt, readReviewReceipt } from './parse-review-receipt.ts';
import { parseReviewerRegistry } from './parse-reviewer-registry.ts';
import { type ReviewPolicyMode, reviewEffect } from './review-policy.ts';
import {
  formatReceipt,
  type ReviewPayload,
  type ReviewReceipt,
  receiptFingerprint,
  receiptPayloadBytes,
  signReceipt,
} from './review-receipt.ts';

const [reviewer, stranger] = [generateKeyPair(), generateKeyPair()];
const at = (text: string) => parseInstant(text) ?? expect.fail(`${text} is no instant`);
const NOW = at('2026-05-15T00:00:00Z');
const SHA = 'a'.repeat(64);

const payload: ReviewPayload = {
  version: 1,
  appId: 'sample-app',
  appVersion: '1.2.3',
  artifactSha256: SHA,
  artifactSize: 1234,
  policyId: 'crypta-app-review-v1',
  policyVersion: '1',
  status: 'reviewed',
  reviewerKeyId: 'first-party',
  reviewedAt: at('2026-05-01T00:00:00Z'),
};
const entry: ReviewedEntry = {
  appId: 'sample-app',
  appVersion: '1.2.3',
  artifactSha256: SHA,
  artifactSize: 1234,
  publisherClaim: false,
};
const signed = (over: Partial<ReviewPayload> = {}): ReviewReceipt =>
  signReceipt({ ...payload, ...over }, signerOf(reviewer));

const registryText = (version: number, extra = '', publicKey = reviewer.publicKey): string =>
  `trusted.reviewers.version=${version}\nreviewer.1.id=first-party\nreviewer.1.algorithm=Ed25519\nreviewer.1.public.key.base64=${encodeBase64(publicKey.spki)}\n${extra}`;
const registry = (version = 1, extra = '', publicKey = reviewer.publicKey) =>
  parseReviewerRegistry(Buffer.from(registryText(version, extra, publicKey)), 'reviewers.properties');
const revocation = (receipt: ReviewReceipt): string =>
  [
    'review.revocations=receipt-1',
    `review.revocation.receipt-1.receiptFingerprintSha256=${receiptFingerprint(receipt)}`,
    'review.revocation.receipt-1.appId=sample-app',
    'review.revocation.receipt-1.appVersion=1.2.3',
    `review.revocation.receipt-1.bundleSha256=${SHA}`,
    'review.revocation.receipt-1.reviewerKeyId=first-party',
    'review.revocation.receipt-1.revokedAt=2026-05-10T00:00:00Z',
    'review.revocation.receipt-1.reason=An advisory came after it.',
    '',
  ].join('\n');

describe('the signed payload of a receipt', () => {
  it('has its fields in the platform’s order, absent ones left out', () => {
    expect(Buffer.from(receiptPayloadBytes(payload)).toString()).toBe(
      [
        'review.receipt.version=1',
        'review.receipt.app.id=sample-app',
        'review.receipt.app.version=1.2.3',
        `review.receipt.artifact.sha256=${SHA}`,
        'review.receipt.artifact.size=1234',
        'review.receipt.policy.id=crypta-app-review-v1',
        'review.receipt.policy.version=1',
        'review.receipt.status=reviewed',
        'review.receipt.reviewer.key.id=first-party',
        'review.receipt.reviewed.at=2026-05-01T00:00:00Z',
        '',
      ].join('\n'),
    );
  });

  it('places every optional field', () => {
    const all = {
      ...payload,
      version: 2,
      bundleKeyId: 'bundle-key',
      expiresAt: at('2027-01-01T00:00:00.500Z'),
      evidenceSha256: 'b'.repeat(64),
      decisionReasonSha256: 'c'.repeat(64),
      evidenceUri: 'https://example.org/evidence',
      note: 'Looks good.',
    } as const;
    const keys = Buffer.from(receiptPayloadBytes(all))
      .toString()
      .split('\n')
      .map((line) => line.replace(/^review\.receipt\.(.*?)=.*$/, '$1'));
    expect(keys).toEqual([
      'version',
      'app.id',
      'app.version',
      'artifact.sha256',
      'artifact.size',
      'bundle.key.id',
      'policy.id',
      'policy.version',
      'status',
      'reviewer.key.id',
      'reviewed.at',
      'expires.at',
      'evidence.sha256',
      'decision.reason.sha256',
      'evidence.uri',
      'note',
      '',
    ]);
    const receipt = signReceipt(all, signerOf(reviewer));
    expect(parseReviewReceipt(Buffer.from(formatReceipt(receipt)), 'r')).toEqual(receipt);
  });

  it('has a fingerprint over payload and signature', () => {
    const receipt = signed();
    const text = `${Buffer.from(receiptPayloadBytes(payload))}review.receipt.signature.algorithm=Ed25519\nreview.receipt.signature.value.base64=${encodeBase64(receipt.signature)}\n`;
    expect(receiptFingerprint(receipt)).toBe(createHash('sha256').update(text).digest('hex'));
  });

  // Java's Instant.toString: no fraction, or one of 3, 6 or 9 digits.
  it.each([
    ['2026-05-01T00:00:00.000Z', '2026-05-01T00:00:00Z'],
    ['2026-05-01T00:00:00.5Z', '2026-05-01T00:00:00.500Z'],
    ['2026-05-01T00:00:00.0005Z', '2026-05-01T00:00:00.000500Z'],
    ['2026-05-01T00:00:00.000000001Z', '2026-05-01T00:00:00.000000001Z'],
    ['2026-05-01T01:00:00+01:00', '2026-05-01T00:00:00Z'],
  ])('writes %s as %s', (text, expected) => {
    expect(formatInstant(at(text))).toBe(expected);
  });

  it('takes a clock’s reading', () => {
    expect(formatInstant(instantOf(new Date('2026-05-01T00:00:00.250Z')))).toBe('2026-05-01T00:00:00.250Z');
    expect(formatInstant(instantOf(new Date(-1)))).toBe('1969-12-31T23:59:59.999Z');
  });
});

describe('how far a review is trusted', () => {
  const forged: ReviewReceipt = { ...signed(), payload: { ...payload, status: 'caution' } };
  it.each<[ReviewTrust, Partial<ReviewedEntry>, ReviewReceipt | undefined, ReturnType<typeof registry> | undefined]>([
    ['trusted_reviewed', {}, signed(), registry()],
    ['trusted_caution', {}, signed({ status: 'caution' }), registry()],
    ['trusted_rejected', {}, signed({ status: 'rejected' }), registry()],
    ['missing_receipt', {}, undefined, registry()],
    ['publisher_claim_only', { publisherClaim: true }, undefined, registry()],
    ['publisher_claim_only', { publisherClaim: true }, undefined, undefined],
    ['not_configured', {}, undefined, undefined],
    ['not_configured', {}, signed(), undefined],
    ['unknown_reviewer', {}, signed({ reviewerKeyId: 'other' }), registry()],
    ['unknown_reviewer', {}, signed({ reviewerKeyId: '__proto__' }), registry()],
    ['revoked_reviewer', {}, signed(), registry(2, 'reviewer.1.status=revoked\n')],
    ['retired_reviewer', {}, signed(), registry(2, 'reviewer.1.status=retired\n')],
    [
      'retired_reviewer',
      {},
      signed(),
      registry(2, 'reviewer.1.status=retired\nreviewer.1.valid.until=2026-05-01T00:00:00Z\n'),
    ],
    [
      'trusted_reviewed',
      {},
      signed(),
      registry(2, 'reviewer.1.status=retired\nreviewer.1.valid.until=2026-05-01T00:00:01Z\n'),
    ],
    ['reviewer_not_yet_valid', {}, signed(), registry(2, 'reviewer.1.valid.from=2026-05-02T00:00:00Z\n')],
    ['trusted_reviewed', {}, signed(), registry(2, 'reviewer.1.valid.from=2026-05-01T00:00:00Z\n')],
    ['reviewer_expired', {}, signed(), registry(2, 'reviewer.1.valid.until=2026-05-01T00:00:00Z\n')],
    ['review_policy_mismatch', {}, signed(), registry(1, 'reviewer.1.policy.id=other\n')],
    [
      'review_policy_mismatch',
      {},
      signed(),
      registry(2, 'reviewer.1.policy.id=crypta-app-review-v1\nreviewer.1.policy.version=2\n'),
    ],
    [
      'trusted_reviewed',
      {},
      signed(),
      registry(2, 'reviewer.1.policy.id=crypta-app-review-v1\nreviewer.1.policy.version=1\n'),
    ],
    ['invalid_signature', {}, forged, registry()],
    ['invalid_signature', {}, signReceipt(payload, signerOf(stranger)), registry()],
    ['invalid_signature', {}, { ...signed(), signature: new Uint8Array(63) }, registry()],
    ['artifact_mismatch', { artifactSha256: 'b'.repeat(64) }, signed(), registry()],
    ['artifact_mismatch', { artifactSize: 1235 }, signed(), registry()],
    ['app_mismatch', { appId: 'other-app' }, signed(), registry()],
    ['app_mismatch', { appVersion: '1.2.4' }, signed(), registry()],
    ['expired', {}, signed({ expiresAt: NOW }), registry()],
    ['trusted_reviewed', {}, signed({ expiresAt: at('2026-05-15T00:00:00.001Z') }), registry()],
    ['revoked_receipt', {}, signed(), registry(3, revocation(signed()))],
    ['trusted_reviewed', {}, signed(), registry(3, revocation(signed({ note: 'another' })))],
  ])('%s', (trust, over, receipt, reviewers) => {
    expect(evaluateReview({ ...entry, ...over }, receipt, reviewers, NOW).trust).toBe(trust);
  });

  it('asks in the platform’s order: revocation, binding, expiry, reviewer, policy, life, signature', () => {
    const wrong = { ...signed({ expiresAt: NOW, reviewerKeyId: 'other' }), signature: new Uint8Array(64) };
    const all = registry(3, `reviewer.1.status=revoked\nreviewer.1.policy.id=other\n${revocation(wrong)}`);
    const without = registry(2, 'reviewer.1.status=revoked\nreviewer.1.policy.id=other\n');
    const trust = (over: Partial<ReviewedEntry>, receipt: ReviewReceipt, reviewers = without): ReviewTrust =>
      evaluateReview({ ...entry, ...over }, receipt, reviewers, NOW).trust;
    const change = (over: Partial<ReviewPayload>): ReviewReceipt => ({
      ...wrong,
      payload: { ...wrong.payload, ...over },
    });
    expect(trust({ appId: 'x', artifactSize: 1 }, wrong, all)).toBe('revoked_receipt');
    expect(trust({ appId: 'x', artifactSize: 1 }, wrong)).toBe('app_mismatch');
    expect(trust({ artifactSize: 1 }, wrong)).toBe('artifact_mismatch');
    expect(trust({}, wrong)).toBe('expired');
    const { expiresAt: _, ...lasting } = wrong.payload;
    expect(trust({}, { ...wrong, payload: lasting })).toBe('unknown_reviewer');
    const known = change({ reviewerKeyId: 'first-party', expiresAt: at('2030-01-01T00:00:00Z') });
    expect(trust({}, known)).toBe('review_policy_mismatch');
    expect(trust({}, known, registry(2, 'reviewer.1.status=revoked\n'))).toBe('revoked_reviewer');
    expect(trust({}, known, registry(2))).toBe('invalid_signature');
  });
});

describe('what a review means under a policy', () => {
  // Per mode: acknowledgement, install, update, automatic apply.
  it.each<[ReviewTrust, ReviewPolicyMode, string]>([
    ['missing_receipt', 'advisory', '----'],
    ['missing_receipt', 'warn_untrusted', 'A---'],
    ['missing_receipt', 'require_trusted_review', '-IUP'],
    ['missing_receipt', 'require_trusted_review_for_apply_when_stopped', 'A--P'],
    ['trusted_caution', 'require_trusted_review', '-IUP'],
    ['trusted_reviewed', 'require_trusted_review', '----'],
    ['trusted_reviewed', 'require_trusted_review_for_apply_when_stopped', '----'],
    ['revoked_receipt', 'advisory', '-IUP'],
    ['revoked_reviewer', 'warn_untrusted', '-IUP'],
  ])('%s under %s: %s', (trust, mode, expected) => {
    const effect = reviewEffect(trust, mode);
    const marks = [effect.requiresAcknowledgement, effect.blocksInstall, effect.blocksUpdate, effect.blocksPolicyApply];
    expect(marks.map((on, index) => (on ? 'AIUP'[index] : '-')).join('')).toBe(expected);
  });

  it('is advisory unless told', () => {
    expect(reviewEffect('unknown_reviewer')).toEqual(reviewEffect('unknown_reviewer', 'advisory'));
  });
});

describe('receipts that are refused', () => {
  const text = formatReceipt(signed());
  const swap = (from: string | RegExp, to: string): Uint8Array => Buffer.from(text.replace(from, to));
  it.each([
    ['version 3', swap('version=1', 'version=3')],
    ['no app id', swap(/.*app\.id.*\n/, '')],
    ['a broken app id', swap('app.id=sample-app', 'app.id=../x')],
    ['a negative size', swap('size=1234', 'size=-1')],
    ['a size beyond what a double counts', swap('size=1234', 'size=9007199254740993')],
    ['upper-case hex', swap(SHA, SHA.toUpperCase())],
    ['an unknown status', swap('status=reviewed', 'status=approved')],
    ['a decision reason in version 1', Buffer.from(`review.receipt.decision.reason.sha256=${SHA}\n${text}`)],
    ['a note over the limit', Buffer.from(`review.receipt.note=${'x'.repeat(513)}\n${text}`)],
    ['evidence over http', Buffer.from(`review.receipt.evidence.uri=http://example.org\n${text}`)],
    ['evidence with user info', Buffer.from(`review.receipt.evidence.uri=https://a@example.org\n${text}`)],
    ['evidence with dot segments', Buffer.from(`review.receipt.evidence.uri=https://example.org/a/../b\n${text}`)],
    ['evidence from a script', Buffer.from(`review.receipt.evidence.uri=javascript:alert(1)\n${text}`)],
    ['an unknown key', Buffer.from(`review.receipt.approvedBy=me\n${text}`)],
    ['another algorithm', swap('algorithm=Ed25519', 'algorithm=RSA')],
    ['a signature that is no base64', swap(/base64=.*/, 'base64=!')],
    ['a note of two lines', Buffer.from(`review.receipt.note=one\ntwo\n${text}`)],
    ['a key twice', Buffer.from(text + text)],
  ])('%s', (_, bytes) => {
    expect(codeOf(() => parseReviewReceipt(bytes, 'r'))).toBe('review-receipt-invalid/3');
  });

  it('reads a receipt out of a catalog entry, whose keys stand without the prefix', () => {
    const values = new Map(
      text
        .trimEnd()
        .split('\n')
        .map((line) => line.replace('review.receipt.', '').split(/=(.*)/s, 2) as [string, string]),
    );
    expect(readReviewReceipt({ path: 'c', values, locate: () => ({ path: 'c' }) }, '')).toEqual(signed());
  });
});

describe('reviewer registries that are refused', () => {
  it.each([
    ['fields of version 2 in version 1', registryText(1, 'reviewer.1.status=active\n'), 'trusted-reviewers-invalid/3'],
    ['revocations in version 2', registryText(2, 'review.revocations=x\n'), 'trusted-reviewers-invalid/3'],
    ['a start at 2', registryText(1).replaceAll('reviewer.1', 'reviewer.2'), 'trusted-reviewers-invalid/3'],
    [
      'a gap',
      `${registryText(1)}${registryText(1).replaceAll('reviewer.1', 'reviewer.3').replace(/^.*\n/, '')}`,
      'trusted-reviewers-invalid/3',
    ],
    [
      'one id twice',
      `${registryText(1)}${registryText(1, '', stranger.publicKey).replaceAll('reviewer.1', 'reviewer.2').replace(/^.*\n/, '')}`,
      'trusted-reviewers-invalid/3',
    ],
    [
      'T5: one key under two ids',
      `${registryText(1)}${registryText(1).replaceAll('reviewer.1', 'reviewer.2').replace('first-party', 'second').replace(/^.*\n/, '')}`,
      'key-duplicate/4',
    ],
    [
      'a policy version without policy',
      registryText(2, 'reviewer.1.policy.version=1\n'),
      'trusted-reviewers-invalid/3',
    ],
    [
      'a revocation of an active key',
      registryText(2, 'reviewer.1.revoked.at=2026-01-01T00:00:00Z\n'),
      'trusted-reviewers-invalid/3',
    ],
    ['an unknown status', registryText(2, 'reviewer.1.status=retiring\n'), 'trusted-reviewers-invalid/3'],
    [
      'a window that is never open',
      registryText(2, 'reviewer.1.valid.from=2026-01-01T00:00:00Z\nreviewer.1.valid.until=2026-01-01T00:00:00Z\n'),
      'trusted-reviewers-invalid/3',
    ],
    ['a revocation that is not described', registryText(3, 'review.revocations=x\n'), 'trusted-reviewers-invalid/3'],
    [
      'a revocation that is not listed',
      registryText(3, revocation(signed()).replace(/^.*\n/, '')),
      'trusted-reviewers-invalid/3',
    ],
    [
      'one revocation twice',
      registryText(3, revocation(signed()).replace('=receipt-1', '=receipt-1,receipt-1')),
      'trusted-reviewers-invalid/3',
    ],
    [
      'a revocation of a broken digest',
      registryText(3, revocation(signed()).replace(SHA, 'A')),
      'trusted-reviewers-invalid/3',
    ],
    [
      'T8: a key of small order',
      registryText(1).replace(
        /base64=.*/,
        `base64=${Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.alloc(32)]).toString('base64')}`,
      ),
      'key-weak/4',
    ],
  ])('%s', (_, text, code) => {
    expect(codeOf(() => parseReviewerRegistry(Buffer.from(text), 'r'))).toBe(code);
  });

  it('takes indexes from 0 as well as from 1', () => {
    expect(
      parseReviewerRegistry(Buffer.from(registryText(1).replaceAll('reviewer.1', 'reviewer.0')), 'r').reviewers.size,
    ).toBe(1);
  });
});
