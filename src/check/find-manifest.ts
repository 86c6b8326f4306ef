import type { Bundle } from '../bundle/model.ts';
import { DIALECTS, type LoadedManifest } from '../manifest/dialects.ts';
import { readManifest } from '../manifest/read-manifest.ts';

/**
 * The manifest at a bundle's root, and its path there; undefined where the bundle has none.
 * @throws AssayError of kind input: those of the dialect's parser
 */
export function findManifest(bundle: Bundle): { readonly loaded: LoadedManifest; readonly file: string } | undefined {
  const file = DIALECTS.flatMap(({ names }) => names).find((name) => bundle.files.has(name));
  return file === undefined ? undefined : { loaded: readManifest(bundle), file };
}
