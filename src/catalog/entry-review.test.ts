import { describe, expect, it } from 'vitest';
import { type Changes, entry, HEX, refusal } from '../../testing/catalog-text.ts';

describe('review receipts', () => {
  const RECEIPT: Changes = {
    'review.receipt.version': '1',
    'review.receipt.app.id': 'hello',
    'review.receipt.app.version': '0.1.0',
    'review.receipt.artifact.sha256': HEX,
    'review.receipt.artifact.size': '12',
    'review.receipt.policy.id': 'crypta-app-review',
    'review.receipt.policy.version': '1',
    'review.receipt.status': 'reviewed',
    'review.receipt.reviewer.key.id': 'reviewer',
    'review.receipt.reviewed.at': '2026-04-21T18:25:00Z',
    'review.receipt.signature.algorithm': 'Ed25519',
    'review.receipt.signature.value.base64': 'AAAA',
  };

  it('are kept as written', () => {
    const { receipt } = entry(2, RECEIPT).review;
    expect(Object.fromEntries([...(receipt ?? [])].map(([key, value]) => [`review.receipt.${key}`, value]))).toEqual(
      RECEIPT,
    );
    expect(entry(6, { 'review.receipt.fingerprint.sha256': HEX }).review).toEqual({
      status: 'unreviewed',
      submission: new Map([['receipt.fingerprint.sha256', HEX]]),
    });
  });

  it.each(Object.keys(RECEIPT))('need %s', (key) => {
    expect(refusal(() => entry(2, { ...RECEIPT, [key]: undefined })).message).toContain('is missing');
  });

  it.each<[string, string]>([
    ['review.receipt.version', '3'],
    ['review.receipt.artifact.sha256', 'x'],
    ['review.receipt.artifact.size', '-1'],
    ['review.receipt.status', 'unreviewed'],
    ['review.receipt.reviewed.at', 'yesterday'],
    ['review.receipt.expires.at', 'never'],
    ['review.receipt.evidence.uri', 'http://localhost/'],
    ['review.receipt.note', 'x'.repeat(513)],
    ['review.receipt.decision.reason.sha256', HEX],
    ['review.receipt.other', 'x'],
  ])('refuse %s=%s', (key, value) => {
    expect(refusal(() => entry(2, { ...RECEIPT, [key]: value })).code).toBe('invalid-catalog-entry');
  });
});
