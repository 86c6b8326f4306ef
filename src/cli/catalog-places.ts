import { dirname, join, posix } from 'node:path';
import { AssayError } from '../model/errors.ts';
import type { Args, Context } from './command.ts';

/** A file or folder to open, and how people see its path. */
export interface Place {
  readonly file: string;
  readonly shown: string;
}

/** The name that a catalog's signature has beside it. */
const SIGNATURE = 'cryptad-app-catalog.signature';

/**
 * The catalog that a flag names.
 * @throws AssayError unsupported-catalog-source (usage) for a URI: catalogs are read from files
 */
export function catalogPlace(value: string, context: Context): Place {
  if (/^(?:[a-z][a-z0-9+.-]*:\/\/|crypta:)/i.test(value))
    throw new AssayError({
      kind: 'usage',
      code: 'unsupported-catalog-source',
      legacyCode: 'unsupported_catalog_source',
      message: 'a catalog is read from a file, and this is a URI',
      hint: 'fetch the catalog and its signature first, then give the path of the file',
    });
  return context.resolve(value);
}

/** Where a catalog's signature lies: where the flag says, else beside it. */
export function signaturePlace(given: string | undefined, catalog: Place, context: Context): Place {
  if (given !== undefined) return context.resolve(given);
  return { file: join(dirname(catalog.file), SIGNATURE), shown: posix.join(posix.dirname(catalog.shown), SIGNATURE) };
}

/** Where bundles lie: the folder that `--bundles` names, else the catalog's own. */
export function bundlesPlace(args: Args, catalog: Place, context: Context): Place {
  const given = args.string('bundles');
  if (given !== undefined) return context.resolve(given);
  return { file: dirname(catalog.file), shown: posix.dirname(catalog.shown) };
}
