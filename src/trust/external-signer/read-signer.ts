import type { Io } from '../../model/io.ts';
import { readPrivateKeyFile, readPublicKeyFile } from '../keys/read-key-file.ts';
import { type PassphraseOrigin, readPassphrase } from '../keys/read-passphrase.ts';
import { type Signer, signerOf } from '../signature.ts';
import { runSigner } from './run-signer.ts';

interface Place {
  readonly file: string;
  readonly shown: string;
}

/** Who signs: a key in a file, or a program that has it elsewhere. */
export type SignerOrigin =
  | { readonly kind: 'key'; readonly key: Place; readonly passphrase: PassphraseOrigin | undefined }
  | { readonly kind: 'program'; readonly program: string; readonly publicKey: Place };

/** Opens a signer. @throws AssayError those of readPrivateKeyFile, readPublicKeyFile and readPassphrase */
export function readSigner(origin: SignerOrigin, io: Pick<Io, 'cwd' | 'env' | 'forget' | 'stderr'>): Signer {
  if (origin.kind === 'key') {
    const { key, passphrase } = origin;
    const secret = () => (passphrase === undefined ? undefined : readPassphrase(passphrase, io));
    return signerOf(readPrivateKeyFile(key.file, key.shown, secret).key);
  }
  const publicKey = readPublicKeyFile(origin.publicKey.file, origin.publicKey.shown);
  const { cwd, env, stderr } = io;
  return {
    publicKey,
    sign: (bytes) => runSigner(origin.program, bytes, [{ publicKey }], { cwd, env, stderr }).signature,
  };
}
