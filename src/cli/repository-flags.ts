import { usageError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import type { Args, Context, OptionSpec } from './command.ts';

type Options = Readonly<Record<string, OptionSpec>>;

/** The folder of the repository, for every command of the group. */
export const REPOSITORY_OPTION = {
  repository: {
    type: 'string',
    value: 'folder',
    required: true,
    describe: "the repository's folder, of which metadata and targets are served",
  },
} as const satisfies Options;

/** Whose key it is and what it was made for. */
export const KEY_WORDS = {
  principal: {
    type: 'string',
    value: 'id',
    describe: 'whose key it is, as mailto:ann@example.org: signatures of one principal count once',
  },
  use: {
    type: 'string',
    value: 'name',
    choices: ['production', 'test', 'development'],
    describe: 'what the key was made for (else production): others never satisfy a verification unless it is told so',
  },
  threshold: { type: 'string', value: 'number', describe: 'how many of the keys have to sign' },
} as const satisfies Options;

/** Who signs what a build service signs: as many keys as the threshold of the role asks for. */
export const ONLINE_OPTIONS = {
  'snapshot-key-file': { type: 'string', value: 'file', repeatable: true, describe: 'a private key of snapshot' },
  'snapshot-key-env': {
    type: 'string',
    value: 'name',
    repeatable: true,
    describe: 'a variable that holds a key of snapshot, as pem',
  },
  'snapshot-signer': {
    type: 'string',
    value: 'program',
    repeatable: true,
    describe: 'a program that signs for snapshot',
  },
  'timestamp-key-file': { type: 'string', value: 'file', repeatable: true, describe: 'a private key of timestamp' },
  'timestamp-key-env': {
    type: 'string',
    value: 'name',
    repeatable: true,
    describe: 'a variable that holds a key of timestamp, as pem',
  },
  'timestamp-signer': {
    type: 'string',
    value: 'program',
    repeatable: true,
    describe: 'a program that signs for timestamp',
  },
} as const satisfies Options;

/** Where a signature comes from. */
export type SignerFlag =
  | { readonly from: 'file'; readonly file: string; readonly shown: string }
  | { readonly from: 'env'; readonly name: string }
  | { readonly from: 'program'; readonly program: string };

/** The signer that the flags `--<prefix>key-file`, `-key-env` and `-signer` name. @throws AssayError signer-sources (usage) */
export function signerFlag(
  args: Args,
  context: Context,
  names: readonly [file: string, env: string, program: string],
): SignerFlag | undefined {
  const given = names.filter((name) => args.string(name) !== undefined);
  if (given.length > 1)
    throw usageError(
      'signer-sources',
      `there are ${given.length} sources for one signature: --${given.join(', --')}`,
      'give one of them',
    );
  const [file, name, program] = names.map((flag) => args.string(flag));
  if (file !== undefined) return { from: 'file', ...context.resolve(file) };
  if (name !== undefined) return { from: 'env', name };
  return program === undefined ? undefined : { from: 'program', program };
}

/** Every signer that the flags name for a role of a build service: files, then variables, then programs. */
export function onlineSigners(args: Args, context: Context, role: 'snapshot' | 'timestamp'): readonly SignerFlag[] {
  return [
    ...args.strings(`${role}-key-file`).map((path): SignerFlag => ({ from: 'file', ...context.resolve(path) })),
    ...args.strings(`${role}-key-env`).map((name): SignerFlag => ({ from: 'env', name })),
    ...args.strings(`${role}-signer`).map((program): SignerFlag => ({ from: 'program', program })),
  ];
}

/** `--threshold`. @throws AssayError threshold-invalid (usage) */
export function thresholdFlag(args: Args, name: string): number | undefined {
  const text = args.string(name);
  if (text === undefined) return undefined;
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw usageError(
    'threshold-invalid',
    `--${name} takes a whole number from 1 to 99, not ${quote(text)}`,
    'give how many keys have to sign',
  );
}

/** The principal and the use of new keys. @throws AssayError principal-invalid (usage) */
export function keyWords(args: Args): {
  readonly principal?: string;
  readonly use: 'production' | 'test' | 'development';
} {
  const principal = args.string('principal');
  const use = args.string('use');
  const known = use === 'test' || use === 'development' ? use : 'production';
  if (principal === undefined) return { use: known };
  if (!/^(?:mailto|spiffe|github|x509):[^\s\p{C}]{3,200}$/u.test(principal))
    throw usageError('principal-invalid', `${quote(principal)} is no principal`, 'write it as mailto:ann@example.org');
  return { principal, use: known };
}
