import { usageError } from '../model/errors.ts';
import type { Args, Context, OptionSpec } from './command.ts';

/** By what a catalog's signature is judged. */
export const CATALOG_TRUST_OPTIONS = {
  signature: {
    type: 'string',
    value: 'file',
    describe: 'the signature (else cryptad-app-catalog.signature beside the catalog)',
  },
  'trusted-keys': {
    type: 'string',
    value: 'file',
    describe: 'keys of which one must have signed the catalog: a trusted-keys file, version 1 or 2',
  },
  'expected-key-id': { type: 'string', value: 'id', describe: 'the one key that must have signed' },
  purpose: {
    type: 'string',
    value: 'purpose',
    choices: ['routine', 'historical'],
    describe: 'routine lets something new in, historical opens what was let in earlier (else routine)',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** By what the reviews of entries are judged. */
export const REVIEW_OPTIONS = {
  'trusted-reviewers': {
    type: 'string',
    value: 'file',
    describe: 'reviewers whose receipts count, and receipts that are revoked: version 1 to 3',
  },
  'review-policy': {
    type: 'string',
    value: 'mode',
    choices: ['advisory', 'warn_untrusted', 'require_trusted_review', 'require_trusted_review_for_apply_when_stopped'],
    describe: 'how much is asked of reviews (else advisory)',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

interface Place {
  readonly file: string;
  readonly shown: string;
}

/** What the flags say of trust; nothing is read yet. */
export interface TrustPlaces {
  readonly keys?: Place;
  /** Of those who sign bundles. */
  readonly bundleKeys?: Place;
  readonly expectedKeyId?: string;
  readonly purpose: 'routine' | 'historical';
  readonly reviewers?: Place;
  readonly reviewPolicy?: string;
}

/** @throws AssayError trusted-keys-missing (usage) where a flag is about keys that are not given */
export function trustPlaces(args: Args, context: Context): TrustPlaces {
  const [keys, reviewers] = [args.string('trusted-keys'), args.string('trusted-reviewers')];
  const [expectedKeyId, purpose] = [args.string('expected-key-id'), args.string('purpose')];
  const needing = ['expected-key-id', 'purpose', 'signature'].find((name) => args.string(name) !== undefined);
  if (keys === undefined && needing !== undefined)
    throw usageError(
      'trusted-keys-missing',
      `--${needing} is about the signature, and no list says whose keys are trusted`,
      'give the list with --trusted-keys <file>',
    );
  const [reviewPolicy, bundleKeys] = [args.string('review-policy'), args.string('bundle-keys')];
  return {
    purpose: purpose === 'historical' ? 'historical' : 'routine',
    ...(keys === undefined ? {} : { keys: context.resolve(keys) }),
    ...(bundleKeys === undefined ? {} : { bundleKeys: context.resolve(bundleKeys) }),
    ...(expectedKeyId === undefined ? {} : { expectedKeyId }),
    ...(reviewers === undefined ? {} : { reviewers: context.resolve(reviewers) }),
    ...(reviewPolicy === undefined ? {} : { reviewPolicy }),
  };
}
