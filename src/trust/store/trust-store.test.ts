import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import { parseInstant } from '../../formats/java-text.ts';
import { canonicalPrincipal } from '../../model/principal.ts';
import { encodeBase64 } from '../base64.ts';
import { encodeEnvelope } from '../dsse/envelope.ts';
import { signEnvelope } from '../dsse/sign-envelope.ts';
import { verifyEnvelope } from '../dsse/verify-envelope.ts';
import { generateKeyPair } from '../keys/private-key.ts';
import { signerOf } from '../signature.ts';
import { evaluateTrust } from './evaluate-trust.ts';
import { parseTrustStore } from './parse-trust-store.ts';

const [ann, ann2, bob, robot] = [
  generateKeyPair(),
  generateKeyPair('ecdsa-p256'),
  generateKeyPair(),
  generateKeyPair(),
];
const at = (text: string) => parseInstant(text) ?? expect.fail(`${text} is no instant`);
const keyEntry = ({ publicKey }: typeof ann, over: Record<string, unknown> = {}) => ({
  id: publicKey.fingerprint,
  publicKey: encodeBase64(publicKey.spki),
  use: 'production',
  ...over,
});
const principal = (id: string, roles: string[], ...keys: object[]) => ({ id, roles, keys });
const annEntry = principal('mailto:ann@example.org', ['release-manager', 'security'], keyEntry(ann), keyEntry(ann2));
const bobEntry = principal('mailto:bob@example.org', ['risk-owner'], keyEntry(bob));
const robotEntry = principal('spiffe://example.org/ci', ['evidence-producer'], keyEntry(robot, { use: 'test' }));

const bytes = (over: Record<string, unknown> = {}): Uint8Array =>
  Buffer.from(
    JSON.stringify({
      kind: 'assay.trust',
      schemaVersion: 1,
      version: 3,
      issuedAt: '2026-01-01T00:00:00Z',
      expiresAt: '2026-12-31T00:00:00Z',
      principals: [annEntry, bobEntry, robotEntry],
      ...over,
    }),
  );
const ask = (source: Uint8Array, role: string, instant = '2026-06-01T00:00:00Z') =>
  evaluateTrust(parseTrustStore(source, 'trust.json'), { role, at: at(instant) });
const oneKey = (over: Record<string, unknown>): Uint8Array =>
  bytes({ principals: [principal('mailto:ann@example.org', ['security'], keyEntry(ann, over))] });

describe('a trust document', () => {
  it('answers which keys count for a role, whose they are and what they were made for', () => {
    const { trusted, refused } = ask(bytes(), 'release-manager');
    expect(trusted.map((key) => [key.id, key.principal, key.use])).toEqual([
      [ann.publicKey.fingerprint, 'mailto:ann@example.org', 'production'],
      [ann2.publicKey.fingerprint, 'mailto:ann@example.org', 'production'],
    ]);
    expect(refused.map((key) => key.principal)).toEqual(['mailto:bob@example.org', 'spiffe://example.org/ci']);
    expect(ask(bytes(), 'evidence-producer').trusted.map((key) => key.use)).toEqual(['test']);
  });

  it('lets an envelope say whose signature does not count here, and why', () => {
    const envelope = Buffer.from(encodeEnvelope(signEnvelope('t', Buffer.from('x'), [signerOf(bob)])));
    const verdict = (role: string) => () =>
      verifyEnvelope(envelope, ask(bytes(), role), { path: 'e', payloadType: 't' });
    expect(verdict('risk-owner')().signers.map((key) => key.principal)).toEqual(['mailto:bob@example.org']);
    expect(codeOf(verdict('security'))).toBe('sig-key-not-authorized/4');
    expect(verdict('security')).toThrow('of mailto:bob@example.org has the roles risk-owner, not security');
  });

  const window = { validFrom: '2026-02-01T00:00:00Z', validUntil: '2026-03-01T00:00:00Z' };
  it.each([
    ['2026-01-31T23:59:59Z', 0],
    ['2026-02-01T00:00:00Z', 1],
    ['2026-02-28T23:59:59Z', 1],
    ['2026-03-01T00:00:00Z', 0],
  ])('a key’s window is half-open: at %s it counts %i times', (instant, count) => {
    expect(ask(oneKey(window), 'security', instant).trusted.length).toBe(count);
  });

  it('T18: a revoked key counts at no time, before its revocation neither', () => {
    const revoked = oneKey({ revoked: { at: '2026-05-01T00:00:00Z', reason: 'laptop lost' } });
    for (const instant of ['2026-04-01T00:00:00Z', '2026-06-01T00:00:00Z']) {
      const { trusted, refused } = ask(revoked, 'security', instant);
      expect(trusted).toEqual([]);
      expect(refused[0]?.refusal).toBe('of mailto:ann@example.org was revoked at 2026-05-01T00:00:00Z: laptop lost');
    }
  });

  it.each([
    ['T12: at its end', '2026-12-31T00:00:00Z', 'trust-store-expired/4'],
    ['one second before its end', '2026-12-30T23:59:59Z', 'accepted'],
    ['T28: an hour before it was issued', '2025-12-31T23:00:00Z', 'metadata-from-future/4'],
    ['within the skew of clocks', '2025-12-31T23:55:00Z', 'accepted'],
  ])('%s', (_, instant, code) => {
    expect(codeOf(() => ask(bytes(), 'security', instant))).toBe(code);
  });

  const small = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.alloc(32)]).toString('base64');
  it.each<[string, Uint8Array, string]>([
    ['T5: a key under another key’s id', oneKey({ id: bob.publicKey.fingerprint }), 'keyid-mismatch/4'],
    [
      'T5: one key for two principals',
      bytes({ principals: [annEntry, principal('mailto:eve@example.org', ['security'], keyEntry(ann))] }),
      'key-duplicate/4',
    ],
    [
      'T5: one key twice for one principal',
      bytes({
        principals: [principal('mailto:ann@example.org', ['security'], keyEntry(ann), keyEntry(ann, { use: 'test' }))],
      }),
      'key-duplicate/4',
    ],
    [
      'one principal in two spellings',
      bytes({ principals: [annEntry, principal('mailto:ANN@Example.org', ['security'], keyEntry(bob))] }),
      'principal-duplicate/4',
    ],
    [
      'one principal in full-width letters',
      bytes({ principals: [annEntry, principal('mailto:ａnn@example.org', ['security'], keyEntry(bob))] }),
      'principal-duplicate/4',
    ],
    ['T8: a key of small order', oneKey({ publicKey: small }), 'key-weak/4'],
    [
      'stray bits in base64',
      oneKey({ publicKey: `${encodeBase64(ann.publicKey.spki).slice(0, -2)}B=` }),
      'key-malformed/3',
    ],
    ['T13: "never"', bytes({ expiresAt: 'never' }), 'schema-invalid/3'],
    ['T13: another zone', bytes({ expiresAt: '2026-12-31T00:00:00+05:00' }), 'schema-invalid/3'],
    ['T13: the 30th of February', bytes({ expiresAt: '2026-02-30T00:00:00Z' }), 'date-format/3'],
    ['T13: a leap second', oneKey({ validUntil: '2026-06-30T23:59:60Z' }), 'schema-invalid/3'],
    [
      'T13: a revocation on the 31st of April',
      oneKey({ revoked: { at: '2026-04-31T00:00:00Z', reason: 'lost' } }),
      'date-format/3',
    ],
    [
      'T15: a version beyond what a double counts',
      Buffer.from(bytes().toString().replace('"version":3', '"version":9007199254740993')),
      'schema-invalid/3',
    ],
    ['T25: an unknown member', bytes({ signedBy: 'me' }), 'schema-invalid/3'],
    ['T21: a duplicate key', Buffer.from(bytes().toString().replace('{', '{"version":9,')), 'json-duplicate-key/3'],
    ['no principals', bytes({ principals: [] }), 'schema-invalid/3'],
    [
      'a principal without keys',
      bytes({ principals: [principal('mailto:ann@example.org', ['security'])] }),
      'schema-invalid/3',
    ],
    [
      'a wildcard role',
      bytes({ principals: [principal('mailto:ann@example.org', ['*'], keyEntry(ann))] }),
      'schema-invalid/3',
    ],
  ])('refuses %s', (_, source, code) => {
    expect(codeOf(() => parseTrustStore(source, 'trust.json'))).toBe(code);
  });

  it('compares principals without case, width and composition', () => {
    expect(canonicalPrincipal('mailto:Ａnn@EXAMPLE.org')).toBe('mailto:ann@example.org');
  });
});
