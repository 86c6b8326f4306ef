import { usageError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import type { Args, Context, OptionSpec } from './command.ts';
import { MODE_OPTION } from './mode-option.ts';
import { PASSPHRASE_OPTIONS, type PassphraseFlag, passphraseFlag } from './passphrase-options.ts';

type Options = Readonly<Record<string, OptionSpec>>;

/** Which certification is looked at. */
export const LOOK_OPTIONS = {
  certification: {
    type: 'string',
    value: 'file',
    describe: 'the saved certification that you looked at, of this candidate; else certifies now',
  },
  ...MODE_OPTION,
} as const satisfies Options;

/** A waiver by its id. */
export const WAIVER_POSITIONAL = { name: 'waiver', describe: 'its id, as WVR-2031-0007', required: true } as const;

/** Who signs. */
export const PERSON_OPTIONS = {
  'private-key-file': { type: 'string', value: 'file', describe: 'your private key' },
  ...PASSPHRASE_OPTIONS,
  signer: {
    type: 'string',
    value: 'program',
    describe: 'in place of a key: a program that takes the bytes on stdin and prints the signature, raw or in base64',
  },
} as const satisfies Options;

const ROLES = ['release-manager', 'risk-owner', 'security', 'platform-api-owner'] as const;

/** Who decides, in which role, and why. */
export const DECISION_OPTIONS = {
  principal: { type: 'string', value: 'id', required: true, describe: 'who you are, as mailto:ann@example.org' },
  role: {
    type: 'string',
    value: 'name',
    required: true,
    choices: ROLES,
    describe: 'the role in which you decide',
  },
  digest: {
    type: 'string',
    value: 'digest',
    describe: "the waiver's digest that `assay waiver show` printed: anything else is not signed",
  },
  ...PERSON_OPTIONS,
  ...LOOK_OPTIONS,
} as const satisfies Options;

/** The saved certification that was named. */
export function savedFlag(args: Args, context: Context) {
  const path = args.string('certification');
  return path === undefined ? undefined : context.resolve(path);
}

/** The id of the waiver that is meant. @throws AssayError waiver-id (usage) */
export function waiverIdArgument(args: Args): string {
  const [id = ''] = args.positionals;
  if (/^WVR-\d{4}-\d{4,6}$/.test(id)) return id;
  throw usageError('waiver-id', `${quote(id)} is no id of a waiver`, 'write it as WVR-2031-0007');
}

/** The signer that was named. */
export type PersonFlag =
  | {
      readonly from: 'file';
      readonly file: string;
      readonly shown: string;
      readonly passphrase: PassphraseFlag | undefined;
    }
  | { readonly from: 'program'; readonly program: string };

/** @throws AssayError signer-count, signer-options (usage) */
export function personFlag(args: Args, context: Context): PersonFlag {
  const [key, program] = [args.string('private-key-file'), args.string('signer')];
  if ((key === undefined) === (program === undefined))
    throw usageError(
      'signer-count',
      key === undefined ? 'nobody is named to sign' : 'there are two to sign, expected one',
      'give --private-key-file <file>, or --signer <program>',
    );
  const passphrase = passphraseFlag(args, context);
  if (program === undefined) return { from: 'file', ...context.resolve(key ?? ''), passphrase };
  if (passphrase !== undefined)
    throw usageError(
      'signer-options',
      '--signer has its own way to its key, and a passphrase is given',
      'leave the passphrase out',
    );
  return { from: 'program', program };
}

/** A principal from a flag. @throws AssayError principal-invalid (usage) */
export function principalFlag(args: Args, name: string): string | undefined {
  const text = args.string(name);
  if (text === undefined || /^(?:mailto|spiffe|github|x509):[^\s\p{C}]{3,200}$/u.test(text)) return text;
  throw usageError(
    'principal-invalid',
    `--${name} ${quote(text)} is no principal`,
    'write it as mailto:ann@example.org',
  );
}

/** A number of days from a flag, as 14d or 14. @throws AssayError days-invalid (usage) */
export function daysFlag(args: Args, name: string): number | undefined {
  const text = args.string(name);
  if (text === undefined) return undefined;
  const [, days] = /^([1-9]\d{0,3})d?$/.exec(text) ?? [];
  if (days !== undefined) return Number(days);
  throw usageError('days-invalid', `--${name} takes a number of days, not ${quote(text)}`, 'write it as 14d');
}

/** A comment from a flag, as the approval's format takes it. @throws AssayError comment-invalid (usage) */
function commentFlag(args: Args): string | undefined {
  const text = args.string('comment');
  if (text === undefined || (text.trim().length >= 3 && text.length <= 4000 && isText(text))) return text;
  throw usageError(
    'comment-invalid',
    `--comment ${quote(text)} is no comment`,
    'write 3 to 4,000 characters for those who will ask why, without control characters',
  );
}

/** No control character but tab and line ends, and none that turns the direction of writing. */
function isText(text: string): boolean {
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(text);
}

/** What is decided about which waiver, by whom. @throws AssayError as the flags' readers do */
export function decisionFlags<Decision extends 'approve' | 'reject' | 'revoke'>(
  args: Args,
  context: Context,
  decision: Decision,
) {
  return {
    decision,
    id: waiverIdArgument(args),
    principal: principalFlag(args, 'principal') ?? '',
    role: ROLES.find((role) => role === args.string('role')) ?? 'release-manager',
    comment: commentFlag(args),
    digest: args.string('digest'),
    signer: personFlag(args, context),
    saved: savedFlag(args, context),
  };
}
