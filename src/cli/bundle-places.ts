import { usageError } from '../model/errors.ts';
import { STATEMENT_SUFFIX } from '../model/statement-names.ts';
import type { Args, Context } from './command.ts';

/** A bundle to open: an archive or a folder, and how people see its path. */
export interface BundleToOpen {
  readonly kind: 'bundle' | 'bundle-dir';
  readonly file: string;
  readonly shown: string;
}

/** The one bundle that `--bundle` or `--bundle-dir` names. @throws AssayError subject-count (usage) */
export function bundlePlace(args: Args, context: Context): BundleToOpen {
  const [archive, folder] = [args.string('bundle'), args.string('bundle-dir')];
  if (archive !== undefined && folder === undefined) return { kind: 'bundle', ...context.resolve(archive) };
  if (folder !== undefined && archive === undefined) return { kind: 'bundle-dir', ...context.resolve(folder) };
  throw usageError(
    'subject-count',
    folder === undefined ? 'there is no bundle to look at' : 'there are two bundles to look at, expected one',
    'give --bundle <file> or --bundle-dir <folder>',
  );
}

/** Where the statement about a bundle lies: as named, else beside the bundle. */
export function statementPlace(
  { file, shown }: BundleToOpen,
  named: string | undefined,
  context: Context,
): { readonly file: string; readonly shown: string } {
  if (named !== undefined) return context.resolve(named);
  const beside = (path: string): string => `${path.replace(/\/+$/, '')}${STATEMENT_SUFFIX}`;
  return { file: beside(file), shown: beside(shown) };
}
