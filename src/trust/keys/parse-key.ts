import { malformed } from '../errors.ts';
import { encodePem } from '../pem.ts';
import { decodeKeyMaterial, type KeyMaterial } from './decode-key-material.ts';
import { decryptPkcs8, encryptPkcs8, type Kdf, readEncryptedPkcs8 } from './pkcs8-encryption.ts';
import { type PrivateKey, privateKeyFromPkcs8 } from './private-key.ts';
import { type PublicKey, publicKeyFromSpki } from './public-key.ts';

/** A private key and how its file protected it: with a key derivation, or not at all. */
export interface StoredKey {
  readonly key: PrivateKey;
  readonly kdf?: Kdf;
}

/** Called once, and only when a key is encrypted; undefined means that nobody has a passphrase. */
export type PassphraseSource = () => string | undefined;

/**
 * A public key from PEM (`PUBLIC KEY`), base64 or DER of its SubjectPublicKeyInfo.
 * @throws AssayError key-malformed, key-ambiguous (input); key-algorithm-unsupported, key-weak (integrity)
 */
export function parsePublicKey(bytes: Uint8Array, shown: string): PublicKey {
  const { label, der } = decodeKeyMaterial(bytes, shown);
  if (label !== undefined && label !== 'PUBLIC KEY') throw wrongLabel(shown, label, 'PUBLIC KEY');
  return publicKeyFromSpki(der, shown);
}

/**
 * A private key from PKCS#8, encrypted or not, as PEM, base64 or DER.
 * @throws AssayError key-malformed, key-ambiguous, key-passphrase-missing, key-passphrase-wrong (input);
 * key-algorithm-unsupported, key-weak, key-kdf-weak, key-kdf-unsupported (integrity)
 */
export function parsePrivateKey(bytes: Uint8Array, shown: string, passphrase: PassphraseSource): StoredKey {
  const material = decodeKeyMaterial(bytes, shown);
  if (!isEncrypted(material, shown)) return { key: privateKeyFromPkcs8(material.der, shown) };
  const encrypted = readEncryptedPkcs8(material.der, shown);
  const secret = passphrase();
  if (secret === undefined)
    throw malformed({
      code: 'key-passphrase-missing',
      message: `${shown} is encrypted, and no passphrase was given`,
      hint: 'name a variable, file or descriptor with --passphrase-env, --passphrase-file or --passphrase-fd',
      location: { path: shown },
    });
  const plain = decryptPkcs8(encrypted, secret);
  if (plain === undefined)
    throw malformed({
      code: 'key-passphrase-wrong',
      message: `${shown} does not open with the passphrase given`,
      hint: 'check which passphrase belongs to this key',
      location: { path: shown },
    });
  try {
    return { key: privateKeyFromPkcs8(plain, shown), kdf: encrypted.kdf };
  } finally {
    plain.fill(0);
  }
}

/** True where key material says or shows that it is an encrypted PKCS#8 key. @throws AssayError key-malformed */
export function isEncrypted({ label, der }: KeyMaterial, shown: string): boolean {
  if (label === 'ENCRYPTED PRIVATE KEY') return true;
  if (label === 'PRIVATE KEY') return false;
  if (label !== undefined) throw wrongLabel(shown, label, 'PRIVATE KEY');
  // PrivateKeyInfo starts with INTEGER 0 or 1, EncryptedPrivateKeyInfo with an AlgorithmIdentifier.
  const headerLength = (der[1] ?? 0) < 0x80 ? 2 : 2 + ((der[1] ?? 0) & 0x7f);
  return der[headerLength] === 0x30;
}

/** A private key as PEM, encrypted with the passphrase. */
export function encodePrivateKey(key: PrivateKey, passphrase: string): string {
  const plain = key.keyObject.export({ format: 'der', type: 'pkcs8' });
  try {
    return encodePem('ENCRYPTED PRIVATE KEY', encryptPkcs8(plain, passphrase));
  } finally {
    plain.fill(0);
  }
}

/** A public key as PEM. */
export function encodePublicKey(key: PublicKey): string {
  return encodePem('PUBLIC KEY', key.spki);
}

function wrongLabel(shown: string, label: string, expected: string): Error {
  const older = /^(RSA|EC|DSA|OPENSSH) PRIVATE KEY$/.test(label);
  return malformed({
    code: 'key-malformed',
    message: `${shown} holds a pem block "${label}" where "${expected}" was expected`,
    hint: older
      ? 'convert it to encrypted pkcs#8: openssl pkcs8 -topk8 -scrypt -scrypt_N 16384 -scrypt_r 8 -scrypt_p 5'
      : 'check that this is the right file',
    location: { path: shown },
  });
}
