import { constants, sign as cryptoSign, verify as cryptoVerify } from 'node:crypto';
import { ed25519ScalarReduced } from './keys/ed25519-point.ts';
import type { PrivateKey } from './keys/private-key.ts';
import type { PublicKey } from './keys/public-key.ts';

/** How an ECDSA signature is written: DER (RFC 3279 §2.2.3), or r and s side by side (IEEE P1363). Never guessed. */
export type EcdsaForm = 'der' | 'ieee-p1363';

export interface SignatureOptions {
  /** DER unless told. */
  readonly ecdsa?: EcdsaForm;
}

/** Anyone who can sign: a key in this process, or a program that talks to a card or a key service. */
export interface Signer {
  readonly publicKey: PublicKey;
  sign(bytes: Uint8Array): Uint8Array;
}

/** RFC 8017 §8.1: as long as the hash. Verifying with "any length" would accept signatures that others refuse. */
const PSS_SALT = 32;

/** Signs bytes: Ed25519, ECDSA with SHA-256, or RSA-PSS with SHA-256 and a salt of 32 bytes, as the key demands. */
export function sign(key: PrivateKey, bytes: Uint8Array, options: SignatureOptions = {}): Uint8Array {
  const { keyObject } = key;
  switch (key.publicKey.algorithm) {
    case 'ed25519':
      return cryptoSign(null, bytes, keyObject);
    case 'ecdsa-p256':
      return cryptoSign('sha256', bytes, { key: keyObject, dsaEncoding: options.ecdsa ?? 'der' });
    case 'rsa':
      return cryptoSign('sha256', bytes, {
        key: keyObject,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: PSS_SALT,
      });
  }
}

/** A private key as a signer. */
export function signerOf(key: PrivateKey, options: SignatureOptions = {}): Signer {
  return { publicKey: key.publicKey, sign: (bytes) => sign(key, bytes, options) };
}

/**
 * True where the signature is this key's over these bytes. The key alone decides the algorithm; a signature of
 * another form or length is false without any cryptography.
 */
export function verify(
  key: PublicKey,
  bytes: Uint8Array,
  signature: Uint8Array,
  options: SignatureOptions = {},
): boolean {
  if (!isWellFormed(key, signature, options)) return false;
  const { keyObject } = key;
  switch (key.algorithm) {
    case 'ed25519':
      return cryptoVerify(null, bytes, keyObject, signature);
    case 'ecdsa-p256':
      return cryptoVerify('sha256', bytes, { key: keyObject, dsaEncoding: options.ecdsa ?? 'der' }, signature);
    case 'rsa':
      return cryptoVerify(
        'sha256',
        bytes,
        { key: keyObject, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: PSS_SALT },
        signature,
      );
  }
}

/** True where a signature has the exact length and range that this key's signatures have. */
export function isWellFormed(key: PublicKey, signature: Uint8Array, options: SignatureOptions = {}): boolean {
  switch (key.algorithm) {
    case 'ed25519':
      return signature.length === 64 && ed25519ScalarReduced(signature);
    case 'ecdsa-p256':
      // SEQUENCE of two INTEGERs of at most 33 octets; OpenSSL refuses every other encoding of the same numbers.
      return options.ecdsa === 'ieee-p1363'
        ? signature.length === 64
        : signature.length >= 8 &&
            signature.length <= 72 &&
            signature[0] === 0x30 &&
            signature[1] === signature.length - 2;
    case 'rsa':
      return signature.length === Math.ceil(key.bits / 8);
  }
}
