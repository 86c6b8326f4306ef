import { usageError } from '../model/errors.ts';
import type { Args, Context } from './command.ts';

const SUBJECTS = ['bundle-dir', 'bundle', 'catalog-entry'] as const;

/** What one run looks at: the flag that named it, the file, and the folder of bundles where one was given. */
export interface GivenSubject {
  readonly kind: (typeof SUBJECTS)[number];
  readonly file: string;
  readonly shown: string;
  readonly bundles?: { readonly file: string; readonly shown: string };
}

/**
 * The one subject of a call.
 * @throws AssayError (usage) subject-count where there is none or more than one, bundles-without-entry
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
      'give exactly one of --bundle-dir, --bundle and --catalog-entry',
    );
  const folder = args.string('bundles');
  if (folder === undefined) return subject;
  if (subject.kind === 'catalog-entry') return { ...subject, bundles: context.resolve(folder) };
  throw usageError(
    'bundles-without-entry',
    '--bundles says where the bundle of an entry lies, and no entry is given',
    'give --catalog-entry, or leave --bundles out',
  );
}
