import { usageError } from '../model/errors.ts';
import type { Args, Context, OptionSpec } from './command.ts';
import { hasSignerFlag, SIGNER_OPTIONS, type SignerFlag, signerFlag } from './signer-options.ts';

/** `--attest`, for every command that decides, with who signs. */
export const ATTEST_OPTIONS = {
  attest: {
    type: 'string',
    value: 'file',
    describe: 'also write the signed statements that `assay verify` reads (in-toto, JSON Lines)',
  },
  ...SIGNER_OPTIONS,
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** Where the signed statements go, and who signs them. */
export interface AttestFlag {
  readonly place: ReturnType<Context['resolve']>;
  readonly signer: SignerFlag;
}

/**
 * The flags about signing, where they are given. An instant that was made up for the run is a question, and its answer is
 * never signed; nor is one that a build's environment set, which is the time of no decision.
 * @throws AssayError (usage) attest-missing, attest-what-if, those of signerFlag; those of the configuration
 */
export async function attestFlag(args: Args, context: Context): Promise<AttestFlag | undefined> {
  const path = args.string('attest');
  if (path === undefined) {
    if (hasSignerFlag(args))
      throw usageError('attest-missing', 'a signer is named, and nothing to sign', 'give --attest <file>');
    return undefined;
  }
  if (args.string('now') !== undefined || (context.io.env.ASSAY_NOW ?? '') !== '')
    throw usageError(
      'attest-what-if',
      'what --now or ASSAY_NOW gives is the answer to a question, and is never signed',
      'leave out --attest, or the instant',
    );
  if ((context.io.env.SOURCE_DATE_EPOCH ?? '') !== '' && (await context.config())?.config.now === undefined)
    throw usageError(
      'attest-what-if',
      'SOURCE_DATE_EPOCH is not the time of this decision, which is never signed by it',
      'unset it for this command: a signed decision tells when it was made',
    );
  return { place: context.resolve(path), signer: signerFlag(args, context) };
}
