import { usageError } from '../model/errors.ts';
import type { Args, Context } from './command.ts';

const SUBJECTS = ['bundle-dir', 'bundle', 'catalog-entry', 'catalog'] as const;

/** Flags that only a whole catalog has a use for. */
const CATALOG_ONLY = [
  ...['app', 'signature', 'trusted-keys', 'expected-key-id', 'purpose'],
  ...['bundle-keys', 'trusted-reviewers', 'review-policy'],
];

/** What one run looks at: the flag that named it, the file, and the folder of bundles where one was given. */
export interface GivenSubject {
  readonly kind: (typeof SUBJECTS)[number];
  readonly file: string;
  readonly shown: string;
  readonly bundles?: { readonly file: string; readonly shown: string };
}

/**
 * The one subject of a call.
 * @throws AssayError (usage) subject-count where there is none or more than one, bundles-without-entry, catalog-not-given
 */
export function givenSubject(args: Args, context: Context): GivenSubject {
  const given = SUBJECTS.flatMap((kind) => {
    const path = args.string(kind);
    return path === undefined ? [] : [{ kind, ...context.resolve(path) }];
  });
  const [subject, second] = given;
  if (subject === undefined || second !== undefined)
    throw usageError(
      'subject-count',
      second === undefined ? 'there is nothing to check' : `there are ${given.length} things to check, expected one`,
      'give exactly one of --bundle-dir, --bundle, --catalog-entry and --catalog',
    );
  const stray = CATALOG_ONLY.find((name) => args.string(name) !== undefined || args.strings(name).length > 0);
  if (stray !== undefined && subject.kind !== 'catalog')
    throw usageError('catalog-not-given', `--${stray} is about a catalog, and none is given`, 'give --catalog <file>');
  const folder = args.string('bundles');
  if (folder === undefined) return subject;
  if (subject.kind === 'catalog-entry' || subject.kind === 'catalog')
    return { ...subject, bundles: context.resolve(folder) };
  throw usageError(
    'bundles-without-entry',
    '--bundles says where the bundle of an entry lies, and no entry is given',
    'give --catalog-entry or --catalog, or leave --bundles out',
  );
}
