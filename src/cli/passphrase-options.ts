import { usageError } from '../model/errors.ts';
import type { Args, Context, OptionSpec } from './command.ts';

/** Where a passphrase comes from; there is no flag for the passphrase itself, which every user of the machine could see. */
export const PASSPHRASE_OPTIONS = {
  'passphrase-env': { type: 'string', value: 'name', describe: 'the environment variable that holds the passphrase' },
  'passphrase-file': { type: 'string', value: 'file', describe: 'a file whose one line is the passphrase' },
  'passphrase-fd': { type: 'string', value: 'number', describe: 'an open file descriptor to read the passphrase from' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** The passphrase flag that was given, if any. */
export type PassphraseFlag =
  | { readonly from: 'env'; readonly name: string }
  | { readonly from: 'file'; readonly file: string; readonly shown: string }
  | { readonly from: 'descriptor'; readonly descriptor: number };

/** @throws AssayError passphrase-sources, passphrase-descriptor (usage) */
export function passphraseFlag(args: Args, context: Context): PassphraseFlag | undefined {
  const given = Object.keys(PASSPHRASE_OPTIONS).filter((name) => args.string(name) !== undefined);
  if (given.length > 1)
    throw usageError(
      'passphrase-sources',
      `there are ${given.length} sources for one passphrase: --${given.join(', --')}`,
      'give one of them',
    );
  const [name, file, descriptor] = ['passphrase-env', 'passphrase-file', 'passphrase-fd'].map((flag) =>
    args.string(flag),
  );
  if (name !== undefined) return { from: 'env', name };
  if (file !== undefined) return { from: 'file', ...context.resolve(file) };
  if (descriptor === undefined) return undefined;
  if (!/^\d{1,4}$/.test(descriptor))
    throw usageError(
      'passphrase-descriptor',
      '--passphrase-fd takes a number',
      'open a descriptor, as in 3<FILE, and give 3',
    );
  return { from: 'descriptor', descriptor: Number(descriptor) };
}
