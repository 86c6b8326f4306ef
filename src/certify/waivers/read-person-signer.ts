import { integrityError } from '../../model/errors.ts';
import type { Io } from '../../model/io.ts';
import { runSigner } from '../../trust/external-signer/run-signer.ts';
import type { TrustedKey } from '../../trust/key-set.ts';
import { readPrivateKeyFile } from '../../trust/keys/read-key-file.ts';
import { type PassphraseOrigin, readPassphrase } from '../../trust/keys/read-passphrase.ts';
import { sign } from '../../trust/signature.ts';
import type { StatementSigner } from '../../trust/statement/sign-statement.ts';

/** Where a person's signature comes from. */
export type PersonSigner =
  | {
      readonly from: 'file';
      readonly file: string;
      readonly shown: string;
      readonly passphrase: PassphraseOrigin | undefined;
    }
  | { readonly from: 'program'; readonly program: string };

/**
 * A signer whose signatures are by one of some keys: a private key is opened before anything is signed, a program is
 * started when there is something to sign.
 * @param whose in words, for messages
 * @throws AssayError signer-not-listed (integrity), and those of readPrivateKeyFile, readPassphrase and runSigner
 */
export function readPersonSigner(
  origin: PersonSigner,
  keys: readonly TrustedKey[],
  whose: string,
  io: Pick<Io, 'cwd' | 'env' | 'forget' | 'stderr'>,
): StatementSigner & { readonly key?: TrustedKey } {
  if (origin.from === 'program') {
    const { cwd, env, stderr } = io;
    return (bytes) => runSigner(origin.program, bytes, keys, { cwd, env, stderr });
  }
  const { passphrase } = origin;
  const opened = readPrivateKeyFile(origin.file, origin.shown, () =>
    passphrase === undefined ? undefined : readPassphrase(passphrase, io),
  );
  const key = keys.find(({ publicKey }) => publicKey.digest === opened.key.publicKey.digest);
  if (key === undefined)
    throw integrityError(
      'signer-not-listed',
      `the key ${opened.key.publicKey.fingerprint} is none that the trust document lists for ${whose}`,
      'sign with a key that it lists, or have it list this one',
    );
  return Object.assign((bytes: Uint8Array) => ({ signature: sign(opened.key, bytes), key }), { key });
}
