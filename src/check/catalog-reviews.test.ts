import { describe, expect, it } from 'vitest';
import { HEX, load } from '../../testing/catalog-text.ts';
import { parseInstant } from '../formats/java-text.ts';
import { catalogReviews } from './catalog-reviews.ts';
import { judgeCatalog } from './judge-catalog.ts';

const RECEIPT = {
  version: '1',
  'app.id': 'hello',
  'app.version': '0.1.0',
  'artifact.sha256': HEX,
  'artifact.size': '12',
  'policy.id': 'p',
  'policy.version': '1',
  status: 'reviewed',
  'reviewer.key.id': 'r',
  'reviewed.at': '2026-05-01T00:00:00Z',
  'signature.algorithm': 'Ed25519',
  'signature.value.base64': Buffer.alloc(64, 7).toString('base64'),
};

/** Two apps, of which the first carries a receipt. */
function judged(changes: Readonly<Record<string, string>>) {
  const receipt = Object.entries({ ...RECEIPT, ...changes }).map(([key, value]) => [
    `app.hello.review.receipt.${key}`,
    value,
  ]);
  const other = {
    id: 'other',
    name: 'Other',
    version: '1.0.0',
    summary: 'Does more.',
    'bundle.uri': 'https://example.invalid/other.zip',
    'bundle.sha256': HEX,
    'bundle.size.bytes': '12',
    'bundle.type': 'zip',
    permissions: '',
    'support.status': 'unsupported',
  };
  const catalog = load({
    'catalog.version': '3',
    'catalog.entries': 'hello,other',
    ...Object.fromEntries(receipt),
    ...Object.fromEntries(Object.entries(other).map(([key, value]) => [`app.other.${key}`, value])),
  });
  const now = parseInstant('2026-06-01T00:00:00Z');
  if (now === undefined) throw new Error('no instant');
  const reviews = catalogReviews(catalog, { registry: undefined, mode: 'advisory', now });
  return { reviews, findings: judgeCatalog(catalog, { strict: false, now, reviews }).findings };
}

describe('a receipt that the grammar of catalogs lets through', () => {
  it('is judged as it stands where it is one', () => {
    expect(judged({}).reviews).toMatchObject([{ appId: 'hello', trust: 'not_configured' }]);
  });

  it.each([
    ['a signature that is no base64', { 'signature.value.base64': '***' }, 'is not canonical base64'],
    ['another algorithm', { 'signature.algorithm': 'RSA' }, 'signature.algorithm'],
    ['evidence with a dot segment', { 'evidence.uri': 'https://a.example/../b' }, 'is no URI of evidence'],
  ])('and is none is an error of its entry, and the others are judged: %s', (_, change, says) => {
    const { reviews, findings } = judged(change);
    expect(reviews).toMatchObject([{ appId: 'hello', trust: 'invalid_signature' }]);
    expect(findings.map(({ ruleId, severity }) => [ruleId, severity]).sort()).toEqual([
      ['catalog/channel-contradiction', 'warning'],
      ['catalog/review-untrusted', 'error'],
    ]);
    const found = findings.find(({ ruleId }) => ruleId === 'catalog/review-untrusted');
    expect(found?.message).toContain('the review of "hello" has a receipt that is none: ');
    expect(found?.message).toContain(says);
    expect(found?.message).not.toContain('c.properties');
    expect(found?.location.line).toBeGreaterThan(1);
  });
});
