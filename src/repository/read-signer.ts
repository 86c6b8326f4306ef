import { usageError } from '../model/errors.ts';
import type { Io } from '../model/io.ts';
import { quote } from '../model/quote.ts';
import { runSigner } from '../trust/external-signer/run-signer.ts';
import { type PassphraseSource, parsePrivateKey } from '../trust/keys/parse-key.ts';
import { readPrivateKeyFile } from '../trust/keys/read-key-file.ts';
import { type PassphraseOrigin, readPassphrase } from '../trust/keys/read-passphrase.ts';
import { signerOf } from '../trust/signature.ts';
import { keySigner, type RoleSigner } from './sign-role.ts';

/** Where a signature comes from: a key's file, a variable that holds a key (for build services), or a program. */
export type SignerOrigin =
  | { readonly from: 'file'; readonly file: string; readonly shown: string }
  | { readonly from: 'env'; readonly name: string }
  | { readonly from: 'program'; readonly program: string };

type Surroundings = Pick<Io, 'cwd' | 'env' | 'forget' | 'stderr'>;

/** A passphrase that is read at most once, however many keys it opens. */
export function passphraseOnce(origin: PassphraseOrigin | undefined, io: Surroundings): PassphraseSource {
  let known: string | undefined;
  return () => {
    if (origin !== undefined) known ??= readPassphrase(origin, io);
    return known;
  };
}

/**
 * Someone who can sign. A program is started only when there is something to sign.
 * @throws AssayError signer-variable (usage), and those of readPrivateKeyFile and readPassphrase
 */
export function readSigner(origin: SignerOrigin, passphrase: PassphraseSource, io: Surroundings): RoleSigner {
  switch (origin.from) {
    case 'file':
      return keySigner(signerOf(readPrivateKeyFile(origin.file, origin.shown, passphrase).key));
    case 'env': {
      const text = io.env[origin.name];
      io.forget?.(origin.name);
      if (text === undefined || text === '')
        throw usageError(
          'signer-variable',
          `the environment variable ${quote(origin.name)} holds no key`,
          'set it to the private key as pem, or name a file',
        );
      return keySigner(signerOf(parsePrivateKey(Buffer.from(text), `the variable ${origin.name}`, passphrase).key));
    }
    case 'program':
      return (bytes, keys) => runSigner(origin.program, bytes, keys, { cwd: io.cwd, env: io.env, stderr: io.stderr });
  }
}
