import { createCipheriv, createDecipheriv, pbkdf2Sync, randomBytes, scryptSync } from 'node:crypto';
import { type DerElement, DerError, expectTag, readCount, readDer, readOid, readSequence, TAG } from '../der/read.ts';
import { derOctetString, derOid, derSequence, derUnsigned } from '../der/write.ts';
import { malformed, untrusted } from '../errors.ts';

const OID = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  scrypt: '1.3.6.1.4.1.11591.4.11',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
  hmacSha256: '1.2.840.113549.2.9',
  hmacSha512: '1.2.840.113549.2.11',
} as const;

/** How a passphrase became a key. */
export type Kdf =
  | { readonly name: 'scrypt'; readonly N: number; readonly r: number; readonly p: number }
  | { readonly name: 'pbkdf2'; readonly hash: 'sha256' | 'sha512'; readonly iterations: number };

/**
 * What we write: as costly as OWASP's N=2^17, p=1, in the largest N that OpenSSL 3.0 reads from a PKCS#8 file.
 * Node's own export (2,048 rounds of PBKDF2, 8 bytes of salt) is not used.
 */
export const WRITTEN_KDF = { name: 'scrypt', N: 2 ** 14, r: 8, p: 5 } as const;

/** OWASP's floor for PBKDF2, by hash. */
const MIN_ITERATIONS = { sha256: 600_000, sha512: 210_000 } as const;
const MAX_ITERATIONS = 20_000_000;
const MAX_SCRYPT_MEMORY = 256 * 1024 * 1024;
const KEY_BYTES = 32;

/**
 * Encrypts a PKCS#8 PrivateKeyInfo: EncryptedPrivateKeyInfo (RFC 5958 §3) with PBES2 (RFC 8018 §6.2), scrypt (RFC 7914
 * §7.1) and AES-256-CBC.
 */
export function encryptPkcs8(privateKeyInfo: Uint8Array, passphrase: string): Uint8Array {
  const salt = randomBytes(16);
  const iv = randomBytes(16);
  const key = deriveKey(WRITTEN_KDF, salt, passphrase);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const encrypted = Buffer.concat([cipher.update(privateKeyInfo), cipher.final()]);
  key.fill(0);
  const { N, r, p } = WRITTEN_KDF;
  const kdf = derSequence(
    derOid(OID.scrypt),
    derSequence(derOctetString(salt), derUnsigned(N), derUnsigned(r), derUnsigned(p)),
  );
  const scheme = derSequence(derOid(OID.aes256Cbc), derOctetString(iv));
  return derSequence(derSequence(derOid(OID.pbes2), derSequence(kdf, scheme)), derOctetString(encrypted));
}

/** An EncryptedPrivateKeyInfo taken apart; nothing is decrypted yet. */
export interface EncryptedKey {
  readonly kdf: Kdf;
  readonly salt: Uint8Array;
  readonly iv: Uint8Array;
  readonly encrypted: Uint8Array;
}

/**
 * Reads an EncryptedPrivateKeyInfo and judges how it is protected.
 * @throws AssayError key-malformed (input); key-kdf-weak, key-kdf-unsupported (integrity)
 */
export function readEncryptedPkcs8(der: Uint8Array, shown: string): EncryptedKey {
  let parts: EncryptedKey;
  try {
    parts = takeApart(der, shown);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    throw malformed({
      code: 'key-malformed',
      message: `${shown} is no encrypted pkcs#8 key: it ${error.message}`,
      hint: 'check that the file was copied completely',
      location: { path: shown },
    });
  }
  checkStrength(parts.kdf, shown);
  return parts;
}

/** The PrivateKeyInfo, or undefined where the passphrase does not fit. */
export function decryptPkcs8(key: EncryptedKey, passphrase: string): Uint8Array | undefined {
  const derived = deriveKey(key.kdf, key.salt, passphrase);
  try {
    const decipher = createDecipheriv('aes-256-cbc', derived, key.iv);
    const plain = Buffer.concat([decipher.update(key.encrypted), decipher.final()]);
    // A wrong key leaves valid padding once in 256 tries; what it then yields is no DER.
    readSequence(readDer(plain));
    return plain;
  } catch {
    return undefined;
  } finally {
    derived.fill(0);
  }
}

function takeApart(der: Uint8Array, shown: string): EncryptedKey {
  const [algorithm, data] = readSequence(readDer(der));
  const [oid, parameters] = readSequence(algorithm);
  if (readOid(oid) !== OID.pbes2) throw weakKdf(shown, 'is encrypted with a scheme older than pbes2');
  const [kdfElement, schemeElement] = readSequence(parameters);
  const [cipher, iv] = readSequence(schemeElement);
  if (readOid(cipher) !== OID.aes256Cbc) throw unsupported(shown, 'is encrypted with another cipher than aes-256-cbc');
  const vector = expectTag(iv, TAG.octetString).contents;
  if (vector.length !== 16) throw new DerError('has an initialization vector that is not 16 bytes long');
  const encrypted = expectTag(data, TAG.octetString).contents;
  return { ...readKdf(readSequence(kdfElement), shown), iv: vector, encrypted };
}

function readKdf([oid, parameters]: readonly DerElement[], shown: string): Pick<EncryptedKey, 'kdf' | 'salt'> {
  const name = readOid(oid);
  const [saltElement, ...rest] = readSequence(parameters);
  const salt = expectTag(saltElement, TAG.octetString).contents;
  if (name === OID.scrypt) {
    const [N, r, p, length] = rest.map((each) => readCount(each, 2 ** 31));
    if (N === undefined || r === undefined || p === undefined) throw new DerError('lacks a scrypt parameter');
    if (length !== undefined && length !== KEY_BYTES) throw new DerError('asks for a key that is not 32 bytes long');
    return { kdf: { name: 'scrypt', N, r, p }, salt };
  }
  if (name !== OID.pbkdf2) throw unsupported(shown, `uses the key derivation ${name}`);
  const iterations = readCount(rest[0], 2 ** 31);
  const prf = rest.find((each) => each.tag === TAG.sequence);
  return { kdf: { name: 'pbkdf2', hash: hashOf(prf, shown), iterations }, salt };
}

function hashOf(prf: DerElement | undefined, shown: string): 'sha256' | 'sha512' {
  // RFC 8018 §A.2: no function named means HMAC-SHA-1.
  const oid = prf === undefined ? 'hmac with sha-1' : readOid(readSequence(prf)[0]);
  if (oid === OID.hmacSha256) return 'sha256';
  if (oid === OID.hmacSha512) return 'sha512';
  throw weakKdf(shown, 'derives its key with another hash than sha-256 or sha-512');
}

function checkStrength(kdf: Kdf, shown: string): void {
  if (kdf.name === 'pbkdf2') {
    const min = MIN_ITERATIONS[kdf.hash];
    if (kdf.iterations < min)
      throw weakKdf(shown, `derives its key in ${kdf.iterations} rounds of pbkdf2; at least ${min} are expected`);
    if (kdf.iterations > MAX_ITERATIONS)
      throw unsupported(shown, `asks for ${kdf.iterations} rounds of pbkdf2; at most ${MAX_ITERATIONS} are done`);
    return;
  }
  const { N, r, p } = kdf;
  if (N < 2 ** 14 || r < 8 || p < 1)
    throw weakKdf(shown, `derives its key with scrypt N=${N} r=${r} p=${p}; at least N=16384 r=8 p=1 is expected`);
  if (128 * N * r > MAX_SCRYPT_MEMORY || p > 64 || (N & (N - 1)) !== 0)
    throw unsupported(shown, `asks for scrypt N=${N} r=${r} p=${p}, which is over the limit or no power of two`);
}

function deriveKey(kdf: Kdf, salt: Uint8Array, passphrase: string): Buffer {
  if (kdf.name === 'pbkdf2') return pbkdf2Sync(passphrase, salt, kdf.iterations, KEY_BYTES, kdf.hash);
  const { N, r, p } = kdf;
  return scryptSync(passphrase, salt, KEY_BYTES, { N, r, p, maxmem: 2 * MAX_SCRYPT_MEMORY });
}

const STRENGTHEN =
  'encrypt it again: openssl pkcs8 -topk8 -scrypt -scrypt_N 16384 -scrypt_r 8 -scrypt_p 5 -in KEY -out NEW';

function weakKdf(shown: string, what: string): Error {
  return untrusted({
    code: 'key-kdf-weak',
    message: `${shown} ${what}`,
    hint: STRENGTHEN,
    location: { path: shown },
  });
}

function unsupported(shown: string, what: string): Error {
  return untrusted({
    code: 'key-kdf-unsupported',
    message: `${shown} ${what}`,
    hint: STRENGTHEN,
    location: { path: shown },
  });
}
