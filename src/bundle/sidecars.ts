import { integrityError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import type { Bundle, BundleFile } from './model.ts';

export const DIGESTS_FILE = 'cryptad-app.digests';
export const SIGNATURE_FILE = 'cryptad-app.signature';
const CATALOG_FILES = ['cryptad-app.catalog', 'cryptad-app.catalog.signature'];

/** Names at a bundle's root that belong to distribution and never to the app, whatever their case. */
const RESERVED: ReadonlySet<string> = new Set([DIGESTS_FILE, SIGNATURE_FILE, ...CATALOG_FILES]);

/** True for a path that distribution metadata owns: such files are never digested. */
export function isSidecar(path: string): boolean {
  return RESERVED.has(path.toLowerCase());
}

/** The distribution sidecars of a bundle: both, or neither. */
export interface Sidecars {
  readonly digests: BundleFile;
  readonly signature: BundleFile;
}

/**
 * Finds a bundle's digest and signature sidecars; undefined where it is unsigned.
 * @throws AssayError of kind integrity: sidecar-name (not in lower case), sidecar-catalog (a catalog's sidecar in a
 * bundle), sidecar-incomplete (one of the two)
 */
export function findSidecars(bundle: Bundle): Sidecars | undefined {
  for (const path of bundle.files.keys()) checkName(path, bundle.path);
  const digests = bundle.files.get(DIGESTS_FILE);
  const signature = bundle.files.get(SIGNATURE_FILE);
  if (digests && signature) return { digests, signature };
  if (!digests && !signature) return undefined;
  const [there, absent] = digests ? [DIGESTS_FILE, SIGNATURE_FILE] : [SIGNATURE_FILE, DIGESTS_FILE];
  throw refuse('sidecar-incomplete', `${bundle.path} has ${there} without ${absent}`, 'sign the bundle again', bundle);
}

function checkName(path: string, shown: string): void {
  if (!isSidecar(path)) return;
  if (!RESERVED.has(path))
    throw refuse(
      'sidecar-name',
      `${shown} holds ${quote(path)}, a reserved name that is not in lower case`,
      'rename the file',
      { path: shown },
    );
  if (CATALOG_FILES.includes(path))
    throw refuse('sidecar-catalog', `${shown} holds the catalog sidecar ${path}`, 'keep it beside the catalog', {
      path: shown,
    });
}

function refuse(code: string, message: string, hint: string, { path }: { readonly path: string }): Error {
  return integrityError(code, message, hint, { path });
}
