import { readFileBytes } from '../../formats/read-file.ts';
import { untrusted } from '../errors.ts';
import { type PassphraseSource, parsePrivateKey, parsePublicKey, type StoredKey } from './parse-key.ts';
import type { PublicKey } from './public-key.ts';

/** Larger than any key we support in any of its forms. */
const MAX_KEY_BYTES = 64 * 1024;

/**
 * Reads a private key from a file that only its owner may read.
 * @param file path to open @param shown path for messages
 * @throws AssayError key-file-permissions (integrity), and those of readFileBytes and parsePrivateKey
 */
export function readPrivateKeyFile(file: string, shown: string, passphrase: PassphraseSource): StoredKey {
  const bytes = readSecretBytes(file, shown);
  try {
    return parsePrivateKey(bytes, shown, passphrase);
  } finally {
    bytes.fill(0);
  }
}

/** The bytes of a private key's file. @throws AssayError key-file-permissions, and those of readFileBytes */
export function readSecretBytes(file: string, shown: string): Uint8Array {
  const judgeMode = (mode: number): void => {
    if (openToOthers(mode)) throw openKeyFile(shown, mode);
  };
  return readFileBytes(file, shown, MAX_KEY_BYTES, { judgeMode });
}

/** The error for a private key that others may read. */
export function openKeyFile(shown: string, mode: number): Error {
  return untrusted({
    code: 'key-file-permissions',
    message: `${shown} can be read by others than its owner (mode ${mode.toString(8).padStart(4, '0')})`,
    hint: `chmod 600 ${shown}, and make a new key if others may have read this one`,
    location: { path: shown },
  });
}

/** Reads a public key. @throws AssayError those of readFileBytes and parsePublicKey */
export function readPublicKeyFile(file: string, shown: string): PublicKey {
  return parsePublicKey(readFileBytes(file, shown, MAX_KEY_BYTES), shown);
}

/** True where group or others may touch a file; never on Windows, which has no such modes. */
export function openToOthers(mode: number): boolean {
  return process.platform !== 'win32' && (mode & 0o077) !== 0;
}
