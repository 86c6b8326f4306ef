import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, verify as nodeVerify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import { commandExists } from '../../../testing/tools.ts';
import { derBitString, derNull, derOid, derSequence, derUnsigned } from '../der/write.ts';
import { verify } from '../signature.ts';
import { generateKeyPair } from './private-key.ts';
import { ed25519FromRaw, publicKeyFromSpki, rawEd25519 } from './public-key.ts';

const spki = (raw: Uint8Array): Uint8Array => Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);

/** The seven small-order y coordinates that fit in 255 bits, reduced or not, as libsodium lists them. */
const SMALL_ORDER_Y = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];
const SMALL_ORDER = SMALL_ORDER_Y.flatMap((text) => {
  const plain = Buffer.from(text, 'hex');
  const signed = Buffer.from(plain);
  signed[31] = (signed[31] ?? 0) | 0x80;
  return [plain, signed];
});

describe('T8: ed25519 keys of small order', () => {
  it.each(SMALL_ORDER.map((raw) => [raw.toString('hex'), raw]))('refuses %s', (_, raw) => {
    expect(codeOf(() => ed25519FromRaw(Buffer.from(raw), 'k'))).toBe('key-weak/4');
  });

  it('accepts no forged signature: the key that Node 20 and 22 verify them under never loads', () => {
    // R = identity, S = 0: under a key of small order the equation S·B = R + h·A holds whenever h is a multiple of its order.
    const forged = Buffer.concat([Buffer.from(SMALL_ORDER_Y[1] ?? '', 'hex'), Buffer.alloc(32)]);
    const identity = Buffer.from(SMALL_ORDER_Y[1] ?? '', 'hex');
    const bare = createPublicKey({ key: Buffer.from(spki(identity)), format: 'der', type: 'spki' });
    let acceptedByNode = 0;
    let acceptedByUs = 0;
    for (const raw of SMALL_ORDER) {
      for (let i = 0; i < 64; i += 1) {
        try {
          if (verify(ed25519FromRaw(raw, 'k'), Buffer.from(`message ${i}`), forged)) acceptedByUs += 1;
        } catch {}
      }
    }
    for (let i = 0; i < 64; i += 1)
      if (nodeVerify(null, Buffer.from(`message ${i}`), bare, forged)) acceptedByNode += 1;
    expect(acceptedByUs).toBe(0);
    // Says what is measured here, so that the reason for the check stays visible: 64 on Node 20 and 22, 0 from 24 on.
    expect([0, 64]).toContain(acceptedByNode);
  });

  it('refuses an unreduced y and a point off the curve', () => {
    const unreduced = Buffer.from('f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'hex');
    expect(codeOf(() => ed25519FromRaw(unreduced, 'k'))).toBe('key-weak/4');
    const off = Buffer.alloc(32);
    off[0] = 2;
    expect(codeOf(() => ed25519FromRaw(off, 'k'))).toBe('key-malformed/3');
  });

  it('takes ordinary keys, RFC 8032 §7.1 among them', () => {
    const rfc = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
    const key = ed25519FromRaw(rfc, 'k');
    expect(Buffer.from(rawEd25519(key) ?? [])).toEqual(rfc);
    const signature = Buffer.from(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
      'hex',
    );
    expect(verify(key, new Uint8Array(), signature)).toBe(true);
    for (let i = 0; i < 20; i += 1) {
      const { publicKey } = generateKeyPair();
      expect(ed25519FromRaw(rawEd25519(publicKey) ?? new Uint8Array(), 'k').digest).toBe(publicKey.digest);
    }
  });
});

const der = (key: ReturnType<typeof generateKeyPairSync>['publicKey']): Uint8Array =>
  typeof key === 'object' && 'export' in key ? key.export({ format: 'der', type: 'spki' }) : new Uint8Array();

function rsaSpki(modulus: bigint, exponent: bigint): Uint8Array {
  return derSequence(
    derSequence(derOid('1.2.840.113549.1.1.1'), derNull()),
    derBitString(derSequence(derUnsigned(modulus), derUnsigned(exponent))),
  );
}

describe('T9: the closed table of algorithms', () => {
  const odd = (1n << 2047n) + 1n;
  it.each([
    ['rsa of 1024 bits', rsaSpki((1n << 1023n) + 1n, 65537n), 'key-weak/4'],
    ['rsa of 2047 bits', rsaSpki((1n << 2046n) + 1n, 65537n), 'key-weak/4'],
    ['rsa with exponent 1', rsaSpki(odd, 1n), 'key-weak/4'],
    ['rsa with exponent 3', rsaSpki(odd, 3n), 'key-weak/4'],
    ['rsa with an even exponent', rsaSpki(odd, 65538n), 'key-weak/4'],
    ['rsa with a huge exponent', rsaSpki(odd, (1n << 64n) + 1n), 'key-weak/4'],
    ['rsa with an even modulus', rsaSpki(odd + 1n, 65537n), 'key-weak/4'],
    ['rsa of 16384 bits', rsaSpki((1n << 16383n) + 1n, 65537n), 'key-algorithm-unsupported/4'],
    ['p-384', der(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey), 'key-algorithm-unsupported/4'],
    ['secp256k1', der(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey), 'key-algorithm-unsupported/4'],
    ['ed448', der(generateKeyPairSync('ed448').publicKey), 'key-algorithm-unsupported/4'],
    ['x25519', der(generateKeyPairSync('x25519').publicKey), 'key-algorithm-unsupported/4'],
    [
      'an rsa-pss key type',
      der(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey),
      'key-algorithm-unsupported/4',
    ],
    [
      'a curve given by its numbers',
      der(generateKeyPairSync('ec', { namedCurve: 'P-256', paramEncoding: 'explicit' }).publicKey),
      'key-algorithm-unsupported/4',
    ],
    ['ed25519 of 31 bytes', spki(new Uint8Array(31)), 'key-malformed/3'],
    [
      'a compressed p-256 point',
      derSequence(
        derSequence(derOid('1.2.840.10045.2.1'), derOid('1.2.840.10045.3.1.7')),
        derBitString(Buffer.concat([Uint8Array.of(2), Buffer.alloc(32, 1)])),
      ),
      'key-malformed/3',
    ],
    [
      'a p-256 point off the curve',
      derSequence(
        derSequence(derOid('1.2.840.10045.2.1'), derOid('1.2.840.10045.3.1.7')),
        derBitString(Buffer.concat([Uint8Array.of(4), Buffer.alloc(64, 1)])),
      ),
      'key-malformed/3',
    ],
    [
      'rsa without its null parameters',
      derSequence(
        derSequence(derOid('1.2.840.113549.1.1.1')),
        derBitString(derSequence(derUnsigned(odd), derUnsigned(65537))),
      ),
      'key-malformed/3',
    ],
    [
      'rsa with a padded modulus',
      derSequence(
        derSequence(derOid('1.2.840.113549.1.1.1'), derNull()),
        derBitString(derSequence(Uint8Array.of(2, 2, 0, 1), derUnsigned(65537))),
      ),
      'key-malformed/3',
    ],
    ['an empty file', new Uint8Array(), 'key-malformed/3'],
    ['a json file', Buffer.from('{}'), 'key-malformed/3'],
    ['trailing bytes', Buffer.concat([generateKeyPair().publicKey.spki, Uint8Array.of(0)]), 'key-malformed/3'],
  ])('refuses %s', (_, bytes, code) => {
    expect(codeOf(() => publicKeyFromSpki(bytes, 'k'))).toBe(code);
  });

  it('takes rsa of 2048 bits to verify', () => {
    expect(publicKeyFromSpki(rsaSpki(odd, 65537n), 'k')).toMatchObject({ algorithm: 'rsa', bits: 2048 });
  });
});

describe.skipIf(!commandExists('ssh-keygen'))('fingerprints', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-keys-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['ed25519', 'ecdsa-p256', 'rsa-3072'] as const)('are what ssh-keygen prints for %s', (algorithm) => {
    const { publicKey } = generateKeyPair(algorithm);
    const file = join(folder, algorithm);
    writeFileSync(file, publicKey.keyObject.export({ format: 'pem', type: 'spki' }));
    // ssh-keygen imports PKCS#8 for ECDSA and RSA only; the Ed25519 line is written by hand (RFC 8709 §4).
    const raw = rawEd25519(publicKey);
    const line = raw
      ? `ssh-ed25519 ${Buffer.concat([Buffer.from('0000000b7373682d6564323535313900000020', 'hex'), raw]).toString('base64')}`
      : execFileSync('ssh-keygen', ['-i', '-m', 'PKCS8', '-f', file], { encoding: 'utf8' });
    writeFileSync(`${file}.pub`, line);
    const printed = execFileSync('ssh-keygen', ['-lf', `${file}.pub`], { encoding: 'utf8' });
    expect(printed.split(' ')[1]).toBe(publicKey.fingerprint);
  });
});
