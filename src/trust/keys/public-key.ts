import { createPublicKey, type KeyObject } from 'node:crypto';
import { type Digest, digestBytes } from '../../model/digest.ts';
import {
  type DerElement,
  DerError,
  expectTag,
  readBitString,
  readDer,
  readElements,
  readInteger,
  readOid,
  readSequence,
  TAG,
} from '../der/read.ts';
import { derBitString, derOid, derSequence } from '../der/write.ts';
import { malformed, untrusted } from '../errors.ts';
import { ed25519PointFault } from './ed25519-point.ts';
import { type KeyNumbers, sshFingerprint } from './fingerprint.ts';

/** Everything that may sign or verify here. The size is part of an RSA key, not of its algorithm. */
export type KeyAlgorithm = 'ed25519' | 'ecdsa-p256' | 'rsa';

/** A public key that passed every check; one that did not never becomes a PublicKey. */
export interface PublicKey {
  readonly algorithm: KeyAlgorithm;
  /** 256, or the size of the RSA modulus. */
  readonly bits: number;
  /** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), DER. */
  readonly spki: Uint8Array;
  readonly keyObject: KeyObject;
  /** `SHA256:<base64>`, as `ssh-keygen -lf` prints it. */
  readonly fingerprint: string;
  /** `sha256:<hex>` of the SubjectPublicKeyInfo. */
  readonly digest: Digest;
}

/** RSA: SP 800-131A wants 2048 to verify; what signs from now on has 3072. The upper bound keeps a key from costing seconds. */
export const RSA_BITS = { verify: 2048, sign: 3072, max: 8192 } as const;

const OID = {
  ed25519: '1.3.101.112',
  ec: '1.2.840.10045.2.1',
  p256: '1.2.840.10045.3.1.7',
  rsa: '1.2.840.113549.1.1.1',
} as const;

/**
 * A public key from the DER of its SubjectPublicKeyInfo. The algorithm comes from the key alone, out of a closed
 * table, and the bytes must be the one encoding that key has.
 * @param shown path for messages
 * @throws AssayError key-malformed (input); key-algorithm-unsupported, key-weak (integrity)
 */
export function publicKeyFromSpki(spki: Uint8Array, shown: string): PublicKey {
  const numbers = readNumbers(spki, shown);
  const bits = checkNumbers(numbers, shown);
  const keyObject = loadCanonical(spki, shown);
  return {
    algorithm: numbers.algorithm,
    bits,
    spki,
    keyObject,
    fingerprint: sshFingerprint(numbers),
    digest: digestBytes(spki),
  };
}

/** An Ed25519 public key from its 32 bytes, as TUF writes them. @throws AssayError as publicKeyFromSpki */
export function ed25519FromRaw(raw: Uint8Array, shown: string): PublicKey {
  return publicKeyFromSpki(derSequence(derSequence(derOid(OID.ed25519)), derBitString(raw)), shown);
}

/** The 32 bytes of an Ed25519 public key; undefined for another algorithm. */
export function rawEd25519(key: PublicKey): Uint8Array | undefined {
  return key.algorithm === 'ed25519' ? key.spki.subarray(-32) : undefined;
}

function readNumbers(spki: Uint8Array, shown: string): KeyNumbers {
  try {
    const [identifier, bits] = readSequence(readDer(spki));
    const [oid, parameters] = readSequence(identifier);
    const algorithm = readOid(oid);
    const point = readBitString(bits);
    if (algorithm === OID.ed25519) return { algorithm: 'ed25519', point };
    if (algorithm === OID.ec) {
      if (parameters?.tag !== TAG.oid || readOid(parameters) !== OID.p256)
        throw unsupported('an elliptic curve other than p-256', shown);
      return { algorithm: 'ecdsa-p256', point };
    }
    if (algorithm !== OID.rsa) throw unsupported(`the key type ${algorithm}`, shown);
    const [modulus, exponent] = readElements(expectTag(readDer(point), TAG.sequence).contents);
    return { algorithm: 'rsa', modulus: integerContents(modulus), exponent: integerContents(exponent) };
  } catch (error) {
    throw error instanceof DerError ? notAKey(shown, error.message) : error;
  }
}

function integerContents(element: DerElement | undefined): Uint8Array {
  readInteger(element);
  return expectTag(element, TAG.integer).contents;
}

/** The size in bits of a key that is strong enough. */
function checkNumbers(key: KeyNumbers, shown: string): number {
  switch (key.algorithm) {
    case 'ed25519': {
      if (key.point.length !== 32) throw notAKey(shown, 'is no ed25519 key: expected 32 bytes');
      const fault = ed25519PointFault(key.point);
      if (fault === 'not-on-curve') throw notAKey(shown, 'names a point that is not on the curve');
      if (fault !== undefined)
        throw weak(shown, `holds an ed25519 key of a ${fault} encoding, under which anyone can sign`);
      return 256;
    }
    case 'ecdsa-p256':
      if (key.point.length !== 65 || key.point[0] !== 4)
        throw notAKey(shown, 'is no uncompressed p-256 point of 65 bytes');
      return 256;
    case 'rsa':
      return checkRsa(asInteger(key.modulus), asInteger(key.exponent), shown);
  }
}

function checkRsa(modulus: bigint, exponent: bigint, shown: string): number {
  const bits = modulus > 0n ? modulus.toString(2).length : 0;
  if (bits < RSA_BITS.verify)
    throw weak(shown, `holds an rsa key of ${bits} bits; at least ${RSA_BITS.verify} are expected`);
  if (bits > RSA_BITS.max)
    throw unsupported(`an rsa key of ${bits} bits (at most ${RSA_BITS.max} are supported)`, shown);
  if (modulus % 2n === 0n) throw weak(shown, 'holds an rsa key with an even modulus');
  if (exponent % 2n === 0n || exponent < 65537n || exponent >= 1n << 64n)
    throw weak(shown, 'holds an rsa key whose exponent is not an odd number from 65537 to 2^64');
  return bits;
}

function asInteger(contents: Uint8Array): bigint {
  return readInteger({ tag: TAG.integer, contents, raw: contents });
}

function loadCanonical(spki: Uint8Array, shown: string): KeyObject {
  let keyObject: KeyObject;
  try {
    keyObject = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    throw notAKey(shown, 'holds a key that openssl refuses to load');
  }
  if (!keyObject.export({ format: 'der', type: 'spki' }).equals(spki))
    throw notAKey(shown, 'does not encode its key in the one form that der allows');
  return keyObject;
}

function notAKey(shown: string, what: string): Error {
  return malformed({
    code: 'key-malformed',
    message: `${shown} ${what}`,
    hint: 'give a public key as pem, der or base64 of its SubjectPublicKeyInfo',
    location: { path: shown },
  });
}

function unsupported(what: string, shown: string): Error {
  return untrusted({
    code: 'key-algorithm-unsupported',
    message: `${shown} uses ${what}`,
    hint: `use ed25519, ecdsa p-256 or rsa with ${RSA_BITS.sign} bits`,
    location: { path: shown },
  });
}

function weak(shown: string, what: string): Error {
  return untrusted({
    code: 'key-weak',
    message: `${shown} ${what}`,
    hint: 'make a new key with `assay keys generate` and stop trusting this one',
    location: { path: shown },
  });
}
