import { usageError } from '../model/errors.ts';
import type { Args, Context, OptionSpec } from './command.ts';
import { PASSPHRASE_OPTIONS, type PassphraseFlag, passphraseFlag } from './passphrase-options.ts';

/** Who signs: a key in a file, or a program that has it elsewhere. */
export const SIGNER_OPTIONS = {
  'private-key-file': { type: 'string', value: 'file', describe: 'the ed25519 key that signs' },
  ...PASSPHRASE_OPTIONS,
  signer: {
    type: 'string',
    value: 'program',
    describe: 'in place of a key: a program that takes the bytes on stdin and prints the signature, raw or in base64',
  },
  'public-key-file': { type: 'string', value: 'file', describe: 'the public key that must verify what it prints' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

interface Place {
  readonly file: string;
  readonly shown: string;
}

/** The signer that was named. */
export type SignerFlag =
  | { readonly kind: 'key'; readonly key: Place; readonly passphrase: PassphraseFlag | undefined }
  | { readonly kind: 'program'; readonly program: string; readonly publicKey: Place };

/** True where any flag about signing is given. */
export function hasSignerFlag(args: Args): boolean {
  return Object.keys(SIGNER_OPTIONS).some((name) => args.string(name) !== undefined);
}

/** @throws AssayError (usage) signer-count where there is none or two, signer-options where flags do not go together */
export function signerFlag(args: Args, context: Context): SignerFlag {
  const [key, program, publicKey] = ['private-key-file', 'signer', 'public-key-file'].map((name) => args.string(name));
  if ((key === undefined) === (program === undefined))
    throw usageError(
      'signer-count',
      key === undefined ? 'nobody is named to sign' : 'there are two to sign, expected one',
      'give --private-key-file <file>, or --signer <program> with --public-key-file <file>',
    );
  const passphrase = passphraseFlag(args, context);
  if (program === undefined) {
    if (publicKey !== undefined) throw misplaced('--public-key-file is about --signer, and a private key is given');
    return { kind: 'key', key: context.resolve(key ?? ''), passphrase };
  }
  if (publicKey === undefined)
    throw misplaced('--signer prints a signature, and there is no --public-key-file to verify it by');
  if (passphrase !== undefined) throw misplaced('--signer has its own way to its key, and a passphrase is given');
  return { kind: 'program', program, publicKey: context.resolve(publicKey) };
}

function misplaced(message: string): Error {
  return usageError('signer-options', message, 'give --signer <program> --public-key-file <file>, or a key alone');
}
