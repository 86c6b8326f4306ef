import { bundleDigests } from '../bundle/bundle-digests.ts';
import type { Bundle } from '../bundle/model.ts';
import { openBundle } from '../bundle/read-bundle.ts';
import { type CatalogTrust, loadCatalog } from '../catalog/read-signed-catalog.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import { inputError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import { bundleClaims } from './bundle-claims.ts';
import { bundleDeclared } from './bundle-declared.ts';
import type { PreviousRelease } from './bundle-input.ts';
import { findManifest } from './find-manifest.ts';

/** A bundle of an earlier release, or what lists it: a crypta catalog or a signed repository. */
export interface PreviousPlace {
  readonly file: string;
  readonly shown: string;
  /** When a repository is read. */
  readonly now: Date;
  /** Where a catalog's signature lies, and by what it is judged: undefined where nobody said whose keys are trusted. */
  readonly signature: { readonly file: string; readonly shown: string };
  readonly trust: CatalogTrust | undefined;
}

/** True where a path is taken for a crypta catalog. */
export function isCatalogPath(path: string): boolean {
  return /\.properties$/.test(path);
}

/**
 * What an earlier release of the same app was. A file that is called `*.properties` is a crypta catalog, of which the
 * app's entry counts, and whose signature is verified where there are keys to verify it by; a folder with the metadata of a signed repository is one, of which the bundle of the app's highest
 * version counts; everything else is a bundle.
 * @throws AssayError previous-other-app, previous-without-manifest (input), and those of the readers
 */
export async function readPrevious(
  place: PreviousPlace,
  now: { readonly bundle: Bundle; readonly manifest: LoadedManifest },
): Promise<PreviousRelease> {
  const { id } = now.manifest.app;
  if (isCatalogPath(place.file)) return ofCatalog(place, id, now.bundle);
  const { file, shown } = await ofRepository(place, id);
  const bundle = openBundle(file, shown);
  const found = findManifest(bundle);
  if (found === undefined)
    throw inputError('previous-without-manifest', `${shown} has no manifest`, 'give the bundle of the release before', {
      path: shown,
    });
  const { app } = found.loaded;
  if (app.id !== id) throw otherApp(shown, id, `is a bundle of ${quote(app.id)}`);
  const { permissions, hosts } = bundleClaims(found.loaded, found.file);
  const declared = bundleDeclared(found.loaded);
  return {
    path: shown,
    version: app.version,
    same: bundleDigests(bundle).tree === bundleDigests(now.bundle).tree,
    permissions,
    hosts,
    ...(declared === undefined ? {} : { provided: declared.provided }),
  };
}

/** The bundle that a repository lists; any other place is as it was named. */
async function ofRepository(place: PreviousPlace, id: string): Promise<{ file: string; shown: string }> {
  // Most calls name a bundle, and need nothing of repositories.
  const { isRepository, readPreviousTarget } = await import('./read-previous-target.ts');
  if (!isRepository(place.file)) return place;
  const target = readPreviousTarget(place.file, place.shown, id, place.now);
  if (target === undefined) throw otherApp(place.shown, id, 'lists none of it');
  return target;
}

function ofCatalog(place: PreviousPlace, id: string, { archive }: Bundle): PreviousRelease {
  const { shown, signature, trust } = place;
  const { catalog } = loadCatalog(place, signature, trust);
  const entry = catalog.entries.find((each) => each.id === id);
  if (entry === undefined) throw otherApp(shown, id, 'has no entry of it');
  if (archive === undefined)
    throw inputError(
      'previous-of-archive',
      `${shown} knows the archive of ${quote(id)} by its digest, and what is verified is a folder`,
      'pack the folder, and verify the archive with --bundle',
      { path: shown },
    );
  const { version, permissions } = entry;
  const unverified = `nothing is wrong beside ${shown}, whose signature was not checked: give --catalog-keys <file>`;
  return {
    ...{ path: shown, version, same: entry.bundle.sha256 === archive.sha256, permissions },
    ...(trust === undefined ? { unverified } : {}),
  };
}

function otherApp(shown: string, id: string, says: string): Error {
  return inputError(
    'previous-other-app',
    `${shown} is no release of ${quote(id)}: it ${says}`,
    'give the bundle of the release before, or the catalog or repository that lists it',
    { path: shown },
  );
}
