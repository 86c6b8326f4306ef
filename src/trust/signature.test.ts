import { execFileSync } from 'node:child_process';
import { constants, sign as nodeSign, verify as nodeVerify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandExists } from '../../testing/tools.ts';
import { GENERATED_ALGORITHMS, generateKeyPair } from './keys/private-key.ts';
import { type SignatureOptions, sign, verify } from './signature.ts';

const KEYS = new Map(GENERATED_ALGORITHMS.map((algorithm) => [algorithm, generateKeyPair(algorithm)]));
const CASES = GENERATED_ALGORITHMS.flatMap((algorithm) => {
  const forms: SignatureOptions[] = algorithm === 'ecdsa-p256' ? [{ ecdsa: 'der' }, { ecdsa: 'ieee-p1363' }] : [{}];
  return forms.map((form) => ({ algorithm, form, key: KEYS.get(algorithm) ?? generateKeyPair(algorithm) }));
});
const message = Buffer.from('a message');

describe.each(CASES)('$algorithm $form.ecdsa', ({ key, form, algorithm }) => {
  it('verifies what it signed, and nothing with a flipped bit in message or signature', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), fc.nat(7), (bytes, at, bit) => {
        const signature = sign(key, bytes, form);
        expect(verify(key.publicKey, bytes, signature, form)).toBe(true);
        expect(verify(key.publicKey, flip(bytes, at, bit), signature, form)).toBe(false);
        expect(verify(key.publicKey, bytes, flip(signature, at, bit), form)).toBe(false);
      }),
      { numRuns: algorithm === 'rsa-3072' ? 15 : 60 },
    );
  });

  it('refuses every single flipped byte of one signature', () => {
    const signature = sign(key, message, form);
    for (let at = 0; at < signature.length; at += 1)
      expect(verify(key.publicKey, message, flip(signature, at, at % 8), form)).toBe(false);
  });

  it('refuses a shorter, a longer and an empty signature', () => {
    const signature = sign(key, message, form);
    for (const wrong of [
      signature.subarray(1),
      signature.subarray(0, -1),
      Buffer.concat([signature, Buffer.alloc(1)]),
      new Uint8Array(),
    ])
      expect(verify(key.publicKey, message, wrong, form)).toBe(false);
  });

  it('refuses the signatures of every other algorithm', () => {
    for (const other of CASES) {
      if (other.algorithm === algorithm && other.form.ecdsa === form.ecdsa) continue;
      expect(verify(key.publicKey, message, sign(other.key, message, other.form), form)).toBe(false);
    }
  });
});

describe('T7: malleable signatures', () => {
  it('refuses S + L, which is the same signature to a careless reader (RFC 8032 §5.1.7)', () => {
    const key = generateKeyPair('ed25519');
    const signature = Buffer.from(sign(key, message));
    const order = (1n << 252n) + 27742317777372353535851937790883648493n;
    const scalar = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + order;
    const shifted = Buffer.concat([
      signature.subarray(0, 32),
      Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex').reverse(),
    ]);
    expect(verify(key.publicKey, message, shifted)).toBe(false);
  });

  it('refuses ber forms of an ecdsa signature', () => {
    const key = KEYS.get('ecdsa-p256') ?? generateKeyPair('ecdsa-p256');
    const signature = Buffer.from(sign(key, message));
    const long = Buffer.concat([Buffer.from([0x30, 0x81]), signature.subarray(1)]);
    expect(verify(key.publicKey, message, long)).toBe(false);
    const r = signature.subarray(4, 4 + (signature[3] ?? 0));
    const padded = Buffer.concat([
      Buffer.from([0x30, signature.length - 1, 0x02, r.length + 1, 0x00]),
      r,
      signature.subarray(4 + r.length),
    ]);
    expect(verify(key.publicKey, message, padded)).toBe(false);
  });
});

describe('rsa-pss', () => {
  const key = KEYS.get('rsa-3072') ?? generateKeyPair('rsa-3072');
  it('takes a salt of 32 bytes and no other', () => {
    for (const saltLength of [0, 20, 31, 33, 64, constants.RSA_PSS_SALTLEN_MAX_SIGN]) {
      const signature = nodeSign('sha256', message, {
        key: key.keyObject,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength,
      });
      // The bare verifier guesses the salt's length unless told, and says yes.
      expect(
        nodeVerify(
          'sha256',
          message,
          {
            key: key.publicKey.keyObject,
            padding: constants.RSA_PKCS1_PSS_PADDING,
            saltLength: constants.RSA_PSS_SALTLEN_AUTO,
          },
          signature,
        ),
      ).toBe(true);
      expect(verify(key.publicKey, message, signature)).toBe(false);
    }
  });

  it('refuses pkcs#1 v1.5 and other hashes', () => {
    expect(verify(key.publicKey, message, nodeSign('sha256', message, key.keyObject))).toBe(false);
    for (const hash of ['sha1', 'sha512'])
      expect(
        verify(
          key.publicKey,
          message,
          nodeSign(hash, message, { key: key.keyObject, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
        ),
      ).toBe(false);
  });
});

describe.skipIf(!commandExists('openssl', ['version']))('openssl verifies what we sign', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-sign-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['ed25519', ['-rawin']],
    ['ecdsa-p256', ['-rawin', '-digest', 'sha256']],
    ['rsa-3072', ['-rawin', '-digest', 'sha256', '-pkeyopt', 'rsa_padding_mode:pss', '-pkeyopt', 'rsa_pss_saltlen:32']],
  ] as const)('%s', (algorithm, options) => {
    const key = KEYS.get(algorithm) ?? generateKeyPair(algorithm);
    const file = (name: string): string => join(folder, `${algorithm}.${name}`);
    writeFileSync(file('pem'), key.publicKey.keyObject.export({ format: 'pem', type: 'spki' }));
    writeFileSync(file('msg'), message);
    writeFileSync(file('sig'), sign(key, message));
    const printed = execFileSync('openssl', [
      ...['pkeyutl', '-verify', '-pubin', '-inkey', file('pem'), '-in', file('msg'), '-sigfile', file('sig')],
      ...options,
    ]);
    expect(String(printed)).toContain('Signature Verified Successfully');
  });
});

function flip(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const index = at % copy.length;
  copy[index] = (copy[index] ?? 0) ^ (1 << bit);
  return copy;
}
