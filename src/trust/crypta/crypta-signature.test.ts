import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import { sharedData } from '../../../testing/shared-data.ts';
import { parseInstant } from '../../formats/java-text.ts';
import { AssayError } from '../../model/errors.ts';
import { encodeBase64 } from '../base64.ts';
import { generateKeyPair } from '../keys/private-key.ts';
import { sign, signerOf } from '../signature.ts';
import { checkRoleSeparation, type KeyRegistry, keyRefusal, type Purpose } from './key-registry.ts';
import { formatTrustedKeys, parseKeyRegistry } from './parse-key-registry.ts';
import { parseReviewerRegistry } from './parse-reviewer-registry.ts';
import { formatSignatureSidecar, parseSignatureSidecar } from './signature-sidecar.ts';
import { type CryptaSignatureInput, verifyCryptaSignature } from './verify-signature.ts';

const [key, other, p256] = [generateKeyPair(), generateKeyPair(), generateKeyPair('ecdsa-p256')];
const CATALOG = Buffer.from('catalog.version=1\ncatalog.id=x\n');
const at = (text: string) => parseInstant(text) ?? expect.fail(`${text} is no instant`);
const NOW = at('2026-06-01T00:00:00Z');
const base64 = encodeBase64(key.publicKey.spki);
const registry = (text: string): KeyRegistry => parseKeyRegistry(Buffer.from(text), 'trusted.properties');
const V1 = registry(formatTrustedKeys([{ id: 'k1', publicKey: key.publicKey }]));
const SIDECAR = formatSignatureSidecar('catalog', CATALOG, 'k1', signerOf(key));

const v2 = (status: string, from = '2026-01-01T00:00:00Z', until = '2026-12-31T00:00:00Z'): KeyRegistry =>
  registry(
    `trusted.keys.version=2\nkey.0.id=k1\nkey.0.algorithm=Ed25519\nkey.0.public.key.base64=${base64}\nkey.0.status=${status}\nkey.0.valid.from=${from}\nkey.0.valid.until=${until}\n`,
  );

const input = (over: Partial<CryptaSignatureInput> = {}): CryptaSignatureInput => ({
  thing: 'catalog',
  payloadBytes: CATALOG,
  sidecarBytes: Buffer.from(SIDECAR),
  path: 'cryptad-app-catalog.signature',
  trust: V1,
  purpose: 'routine',
  now: NOW,
  ...over,
});

function failure(over: Partial<CryptaSignatureInput>): string {
  try {
    return verifyCryptaSignature(input(over)).id;
  } catch (error) {
    if (error instanceof AssayError) return `${error.code}/${error.exitCode}/${error.legacyCode ?? '-'}`;
    throw error;
  }
}
const sidecar = (change: (text: string) => string): Uint8Array => Buffer.from(change(SIDECAR));

describe('verifyCryptaSignature', () => {
  it('verifies exact bytes under a trusted key, for catalogs and for bundles', () => {
    expect(failure({})).toBe('k1');
    expect(failure({ expectedKeyId: 'k1' })).toBe('k1');
    const digests = Buffer.from('digest.version=1\n');
    const signature = formatSignatureSidecar('bundle', digests, 'k1', signerOf(key));
    expect(failure({ thing: 'bundle', payloadBytes: digests, sidecarBytes: Buffer.from(signature) })).toBe('k1');
  });

  it('writes the five lines that the platform writes', () => {
    expect(SIDECAR).toBe(
      `catalog.signature.version=1\ncatalog.signature.algorithm=Ed25519\ncatalog.signature.key.id=k1\ncatalog.signature.payload=cryptad-app-catalog.properties\ncatalog.signature.value.base64=${encodeBase64(sign(key, CATALOG))}\n`,
    );
  });

  const MALFORMED = 'sig-sidecar-malformed/4/invalid_catalog_signature';
  const swap = (from: string, to: string) => ({ sidecarBytes: sidecar((text) => text.replace(from, to)) });
  it.each<[string, Partial<CryptaSignatureInput>, string]>([
    [
      'a changed catalog byte',
      { payloadBytes: Buffer.from('catalog.version=2\ncatalog.id=x\n') },
      'sig-invalid/4/invalid_catalog_signature',
    ],
    [
      'a catalog with another line break',
      { payloadBytes: Buffer.from('catalog.version=1\r\ncatalog.id=x\n') },
      'sig-invalid/4/invalid_catalog_signature',
    ],
    [
      'a byte order mark before the catalog',
      { payloadBytes: Buffer.concat([Buffer.from('\ufeff'), CATALOG]) },
      'sig-invalid/4/invalid_catalog_signature',
    ],
    ['T3: an empty sidecar', { sidecarBytes: new Uint8Array() }, MALFORMED],
    ['an unknown key', { sidecarBytes: sidecar((text) => `${text}catalog.signature.note=x\n`) }, MALFORMED],
    ['a repeated key', { sidecarBytes: sidecar((text) => `${text}catalog.signature.version=1\n`) }, MALFORMED],
    ['a missing key', { sidecarBytes: sidecar((text) => text.replace(/.*algorithm.*\n/, '')) }, MALFORMED],
    ['version 2', swap('version=1', 'version=2'), MALFORMED],
    ['version 01', swap('version=1', 'version=01'), MALFORMED],
    ['another algorithm', swap('algorithm=Ed25519', 'algorithm=RSA'), MALFORMED],
    ['another spelling of the algorithm', swap('algorithm=Ed25519', 'algorithm=ED25519'), MALFORMED],
    ['another payload', swap('payload=cryptad-app-catalog.properties', 'payload=cryptad-app.digests'), MALFORMED],
    [
      'a bundle’s signature for a catalog',
      { sidecarBytes: Buffer.from(formatSignatureSidecar('bundle', CATALOG, 'k1', signerOf(key))) },
      MALFORMED,
    ],
    ['a line without "="', { sidecarBytes: sidecar((text) => `${text}junk\n`) }, MALFORMED],
    [
      'invalid utf-8',
      { sidecarBytes: Buffer.concat([Buffer.from(SIDECAR), Buffer.from([0x23, 0xff, 0x0a])]) },
      MALFORMED,
    ],
    ['a lone carriage return as line break', { sidecarBytes: sidecar((text) => text.replace('\n', '\r')) }, MALFORMED],
    ['a blank key id', swap('key.id=k1', 'key.id= '), MALFORMED],
    [
      'T7: trailing characters after the signature',
      { sidecarBytes: sidecar((text) => text.replace(/\n$/, 'zz\n')) },
      'sig-encoding/4/invalid_catalog_signature',
    ],
    [
      'T7: a trailing blank',
      { sidecarBytes: sidecar((text) => text.replace(/\n$/, ' \n')) },
      'sig-encoding/4/invalid_catalog_signature',
    ],
    ['T7: missing padding', swap('==\n', '\n'), 'sig-encoding/4/invalid_catalog_signature'],
    [
      'T7: 63 bytes',
      {
        sidecarBytes: sidecar((text) =>
          text.replace(/base64=.*\n/, `base64=${encodeBase64(sign(key, CATALOG).subarray(1))}\n`),
        ),
      },
      'sig-encoding/4/invalid_catalog_signature',
    ],
    ['another expected key', { expectedKeyId: 'k2' }, 'sig-key-unexpected/4/invalid_catalog_signature'],
    [
      'T4: a key that nobody trusts',
      { sidecarBytes: Buffer.from(formatSignatureSidecar('catalog', CATALOG, 'k9', signerOf(other))) },
      'sig-key-unknown/4/invalid_catalog_signature',
    ],
    [
      'a stranger’s signature under a trusted id',
      { sidecarBytes: Buffer.from(formatSignatureSidecar('catalog', CATALOG, 'k1', signerOf(other))) },
      'sig-invalid/4/invalid_catalog_signature',
    ],
    [
      'an id from Object.prototype',
      swap('key.id=k1', 'key.id=__proto__'),
      'sig-key-unknown/4/invalid_catalog_signature',
    ],
    ['T18: a revoked key', { trust: v2('revoked') }, 'sig-key-not-authorized/4/invalid_catalog_signature'],
    ['T16: a sidecar over the limit', { sidecarBytes: Buffer.alloc(70_000, 0x23) }, 'input-too-large/3/-'],
  ])('refuses %s', (_, over, expected) => {
    expect(failure(over)).toBe(expected);
  });

  it('asks in the platform’s order: what comes first is what is reported', () => {
    const junk = sidecar((text) => text.replace('key.id=k1', 'key.id=k9'));
    const everythingWrong = { payloadBytes: Buffer.from('x'), trust: v2('revoked') };
    expect(failure({ ...everythingWrong, expectedKeyId: 'k2', sidecarBytes: Buffer.from(`${junk}x=1\n`) })).toContain(
      'sig-sidecar-malformed',
    );
    expect(failure({ ...everythingWrong, expectedKeyId: 'k2', sidecarBytes: junk })).toContain('sig-key-unexpected');
    expect(failure({ ...everythingWrong, sidecarBytes: junk })).toContain('sig-key-unknown');
    expect(failure(everythingWrong)).toContain('sig-key-not-authorized');
    expect(failure({ payloadBytes: Buffer.from('x') })).toContain('sig-invalid');
  });

  it('rejects any single changed byte of catalog or sidecar', () => {
    const check = (source: Uint8Array, make: (changed: Uint8Array) => Partial<CryptaSignatureInput>): void =>
      fc.assert(
        fc.property(fc.nat(source.length - 1), fc.integer({ min: 1, max: 255 }), (index, mask) => {
          const changed = Uint8Array.from(source);
          changed[index] = (changed[index] ?? 0) ^ mask;
          expect(failure(make(changed))).toMatch(/\/4\/invalid_catalog_signature$/);
        }),
        { numRuns: 500 },
      );
    check(CATALOG, (payloadBytes) => ({ payloadBytes }));
    check(Buffer.from(SIDECAR), (sidecarBytes) => ({ sidecarBytes }));
  });

  it('rejects each byte of the sidecar changed to a line break, a blank, a digit or a letter', () => {
    for (let index = 0; index < SIDECAR.length; index += 1)
      for (const replacement of ['\n', '\r', '\v', '\f', ' ', '#', '0', 'A', '=']) {
        if (SIDECAR[index] === replacement) continue;
        // A final line break that becomes a blank or a comment sign belongs to the value, and breaks it.
        const changed = Buffer.from(SIDECAR.slice(0, index) + replacement + SIDECAR.slice(index + 1));
        expect(failure({ sidecarBytes: changed })).toMatch(/\/4\/invalid_catalog_signature$/);
      }
  });

  it('refuses to sign with a key that the format does not know', () => {
    expect(codeOf(() => formatSignatureSidecar('catalog', CATALOG, 'k1', signerOf(p256)))).toBe('key-alg-mismatch/4');
  });
});

describe('purposes and windows', () => {
  const cases: [string, Purpose, string, boolean][] = [
    ['active', 'routine', '2026-06-01T00:00:00Z', true],
    ['active', 'routine', '2026-01-01T00:00:00Z', true],
    ['active', 'routine', '2025-12-31T23:59:59.999999999Z', false],
    ['active', 'routine', '2026-12-30T23:59:59.999999999Z', true],
    ['active', 'routine', '2026-12-31T00:00:00Z', false],
    ['retiring', 'routine', '2026-06-01T00:00:00Z', false],
    ['retired', 'routine', '2026-06-01T00:00:00Z', false],
    ['revoked', 'routine', '2026-06-01T00:00:00Z', false],
    ['active', 'historical', '2026-06-01T00:00:00Z', true],
    ['retiring', 'historical', '2026-06-01T00:00:00Z', true],
    ['retired', 'historical', '2026-06-01T00:00:00Z', true],
    ['retired', 'historical', '2026-12-31T00:00:00Z', false],
    ['revoked', 'historical', '2026-06-01T00:00:00Z', false],
  ];
  it.each(cases)('a key that is %s, %s, at %s: %s', (status, purpose, now, allowed) => {
    const found = v2(status).keys.get('k1') ?? expect.fail('k1');
    expect(keyRefusal(found, purpose, at(now)) === undefined).toBe(allowed);
    expect(failure({ trust: v2(status), purpose, now: at(now) })).toBe(
      allowed ? 'k1' : 'sig-key-not-authorized/4/invalid_catalog_signature',
    );
  });

  it('keys of version 1 are active at all times', () => {
    for (const now of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z']) expect(failure({ now: at(now) })).toBe('k1');
  });
});

describe('trusted-keys files', () => {
  const line = (index: number, id: string, spki: string): string =>
    `key.${index}.id=${id}\nkey.${index}.algorithm=Ed25519\nkey.${index}.public.key.base64=${spki}\n`;
  const second = encodeBase64(other.publicKey.spki);
  const v1 = (rest: string): Uint8Array => Buffer.from(`trusted.keys.version=1\n${rest}`);
  const smallOrder = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.alloc(32)]).toString(
    'base64',
  );

  it('reads several keys in order, with byte order mark, comments and crlf', () => {
    const text = `\ufefftrusted.keys.version=1\r\n# ours\r\n${line(0, 'a', base64).replaceAll('\n', '\r\n')}${line(1, 'b', second)}`;
    expect([...registry(text).keys.keys()]).toEqual(['a', 'b']);
  });

  it.each([
    ['no version', Buffer.from(line(0, 'a', base64)), 'trusted-keys-invalid/3'],
    ['version 3', Buffer.from(`trusted.keys.version=3\n${line(0, 'a', base64)}`), 'trusted-keys-invalid/3'],
    ['a gap', v1(line(0, 'a', base64) + line(2, 'b', second)), 'trusted-keys-invalid/3'],
    ['a start at 1', v1(line(1, 'a', base64)), 'trusted-keys-invalid/3'],
    [
      'an index with a leading zero',
      v1(line(0, 'a', base64) + line(1, 'b', second).replaceAll('key.1', 'key.01')),
      'trusted-keys-invalid/3',
    ],
    ['an incomplete key', v1(line(0, 'a', base64).replace(/.*algorithm.*\n/, '')), 'trusted-keys-invalid/3'],
    ['an unknown field', v1(`${line(0, 'a', base64)}key.0.note=x\n`), 'trusted-keys-invalid/3'],
    ['a field of version 2', v1(`${line(0, 'a', base64)}key.0.status=active\n`), 'trusted-keys-invalid/3'],
    ['a repeated id', v1(line(0, 'a', base64) + line(1, 'a', second)), 'trusted-keys-invalid/3'],
    ['T5: one key under two ids', v1(line(0, 'a', base64) + line(1, 'b', base64)), 'key-duplicate/4'],
    ['T9: a p-256 key called Ed25519', v1(line(0, 'a', encodeBase64(p256.publicKey.spki))), 'key-alg-mismatch/4'],
    ['T8: a key of small order', v1(line(0, 'a', smallOrder)), 'key-weak/4'],
    ['base64 without padding', v1(line(0, 'a', base64.replace(/=+$/, ''))), 'trusted-keys-invalid/3'],
    ['half of a key', v1(line(0, 'a', base64.slice(0, 40))), 'key-malformed/3'],
    ['another algorithm', v1(line(0, 'a', base64).replace('Ed25519', 'RSA')), 'trusted-keys-invalid/3'],
    [
      'a version 2 key without status',
      Buffer.from(`trusted.keys.version=2\n${line(0, 'a', base64)}`),
      'trusted-keys-invalid/3',
    ],
    ['nothing', new Uint8Array(), 'trusted-keys-invalid/3'],
  ])('refuses %s', (_, bytes, code) => {
    expect(codeOf(() => parseKeyRegistry(bytes, 'k'))).toBe(code);
  });

  it.each([
    ['T13: "never"', 'never'],
    ['T13: a date that does not exist', '2026-02-30T00:00:00Z'],
    ['T13: a number', '99999'],
    ['T13: no zone', '2026-12-31T00:00:00'],
    ['a window that is never open', '2026-01-01T00:00:00Z'],
  ])('refuses %s as the end of a window', (_, until) => {
    expect(codeOf(() => v2('active', '2026-01-01T00:00:00Z', until))).toBe('trusted-keys-invalid/3');
  });

  it('refuses an unknown status', () => {
    expect(codeOf(() => v2('Active'))).toBe('trusted-keys-invalid/3');
  });
});

describe('T29: roles are kept apart', () => {
  const role = (name: string, ids: Record<string, typeof key>) => ({
    role: name,
    path: `${name}.properties`,
    keys: Object.entries(ids).map(([id, { publicKey }]) => ({ id, publicKey })),
  });
  const verdict = (...roles: ReturnType<typeof role>[]): string => codeOf(() => checkRoleSeparation(roles));
  it('by key and by id, whatever the id of the key is', () => {
    expect(verdict(role('catalog', { a: key }), role('app', { b: other }))).toBe('accepted');
    expect(verdict(role('catalog', { a: key }), role('app', { b: key }))).toBe('key-reuse/4');
    expect(verdict(role('catalog', { a: key }), role('app', { a: other }))).toBe('key-reuse/4');
    expect(verdict(role('catalog', { a: key }), role('app', { b: other }), role('reviewer', { c: key }))).toBe(
      'key-reuse/4',
    );
  });
});

const shapes = sharedData('crypta/trust');
describe.skipIf(shapes === undefined)('the shapes that the platform documents', () => {
  const shape = (name: string): string => readFileSync(`${shapes}/${name}`, 'utf8');
  const fill = (text: string): string =>
    text
      .replace(/<(?:base64-x509-public-key|X\.509 Ed25519 public key bytes)>/, base64)
      .replace(/<(?:stable key id|trusted-key-id)>/, 'k1')
      .replace(/<[^>]*signature[^>]*>/, encodeBase64(sign(key, CATALOG)))
      .replace(/<(?:bundle-)?sha256>/g, 'a'.repeat(64));
  it('are read', () => {
    expect(registry(fill(shape('trusted-keys-v1-shape.properties'))).keys.has('test-ed25519')).toBe(true);
    const reviewers = (name: string) => parseReviewerRegistry(Buffer.from(fill(shape(name))), name);
    expect(reviewers('trusted-reviewers-v2-shape.properties').reviewers.size).toBe(1);
    expect(reviewers('trusted-reviewers-v3-revocation-shape.properties').revocations.size).toBe(1);
    for (const thing of ['catalog', 'bundle'] as const) {
      const text = fill(shape(`${thing}-signature-shape.properties`));
      expect(parseSignatureSidecar(Buffer.from(text), thing, 's').keyId).toBe('k1');
    }
  });
});
