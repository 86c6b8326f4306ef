import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { DerError, readCount, readDer, readOid, readSequence } from '../der/read.ts';
import { malformed, untrusted } from '../errors.ts';
import { type PublicKey, publicKeyFromSpki, RSA_BITS } from './public-key.ts';

/** A private key that may sign. Its secret stays inside node:crypto's object, which prints nothing of itself. */
export interface PrivateKey {
  readonly publicKey: PublicKey;
  readonly keyObject: KeyObject;
}

/** What `keys generate` can make. */
export const GENERATED_ALGORITHMS = ['ed25519', 'ecdsa-p256', 'rsa-3072'] as const;
export type GeneratedAlgorithm = (typeof GENERATED_ALGORITHMS)[number];

/** Makes a new key from the operating system's random numbers. */
export function generateKeyPair(algorithm: GeneratedAlgorithm = 'ed25519'): PrivateKey {
  const { privateKey } = generate(algorithm);
  return privateKeyFromObject(privateKey, 'the new key');
}

function generate(algorithm: GeneratedAlgorithm): { privateKey: KeyObject } {
  switch (algorithm) {
    case 'ed25519':
      return generateKeyPairSync('ed25519');
    case 'ecdsa-p256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' });
    case 'rsa-3072':
      return generateKeyPairSync('rsa', { modulusLength: RSA_BITS.sign, publicExponent: 65537 });
  }
}

/**
 * A private key from the DER of an unencrypted PKCS#8 PrivateKeyInfo (RFC 5958).
 * @throws AssayError key-malformed (input); key-algorithm-unsupported, key-weak (integrity)
 */
export function privateKeyFromPkcs8(der: Uint8Array, shown: string): PrivateKey {
  checkPrivateKeyInfo(der, shown);
  let keyObject: KeyObject;
  try {
    keyObject = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
  } catch {
    throw notAPrivateKey(shown, 'holds a private key that openssl refuses to load');
  }
  return privateKeyFromObject(keyObject, shown);
}

/** Checks a loaded key as strictly as a public one; to sign, an RSA key must have 3072 bits. */
export function privateKeyFromObject(keyObject: KeyObject, shown: string): PrivateKey {
  const publicKey = publicKeyFromSpki(createPublicKey(keyObject).export({ format: 'der', type: 'spki' }), shown);
  if (publicKey.algorithm === 'rsa' && publicKey.bits < RSA_BITS.sign)
    throw untrusted({
      code: 'key-weak',
      message: `${shown} holds an rsa key of ${publicKey.bits} bits; signing takes at least ${RSA_BITS.sign}`,
      hint: 'make a new key with `assay keys generate`',
      location: { path: shown },
    });
  return { publicKey, keyObject };
}

/** Reads the frame ourselves, so that only a whole PrivateKeyInfo and nothing that OpenSSL guesses gets through. */
function checkPrivateKeyInfo(der: Uint8Array, shown: string): void {
  try {
    const [version, algorithm, key] = readSequence(readDer(der));
    readCount(version, 1);
    readOid(readSequence(algorithm)[0]);
    if (key === undefined) throw new DerError('lacks the key');
  } catch (error) {
    if (error instanceof DerError) throw notAPrivateKey(shown, `is no pkcs#8 private key: it ${error.message}`);
    throw error;
  }
}

function notAPrivateKey(shown: string, what: string): Error {
  return malformed({
    code: 'key-malformed',
    message: `${shown} ${what}`,
    hint: 'give a pkcs#8 key; `openssl pkcs8 -topk8 -scrypt` converts older forms',
    location: { path: shown },
  });
}
