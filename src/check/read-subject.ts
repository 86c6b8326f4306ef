import { basename, dirname, isAbsolute, join, posix, resolve } from 'node:path';
import type { Bundle } from '../bundle/model.ts';
import { openBundle } from '../bundle/read-bundle.ts';
import { openDirectory } from '../bundle/read-directory.ts';
import type { EntryDescriptor } from '../catalog/model.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import { readManifest } from '../manifest/read-manifest.ts';
import { AssayError, inputError } from '../model/errors.ts';
import { bundleIdentity } from './bundle-identity.ts';
import type { BundleIdentity, EntryClaims } from './compat-input.ts';
import type { ReportedSubject } from './compat-report.ts';
import { entryClaims } from './entry-claims.ts';

/** A file or folder to open, and how people see its path. */
export interface SubjectPlace {
  readonly kind: ReportedSubject['kind'];
  readonly file: string;
  readonly shown: string;
  /** Where the bundle of a catalog entry lies; beside the entry, as its artifact.path says, where absent. */
  readonly bundles?: { readonly file: string; readonly shown: string };
}

/** What compatibility is judged of: a bundle's manifest, and the catalog entry that led to it where there is one. */
export interface LoadedSubject {
  readonly bundle: Bundle;
  readonly manifest: LoadedManifest;
  readonly reported: ReportedSubject;
  readonly claims?: EntryClaims;
  /** What the entry is compared with besides the manifest; present with claims. */
  readonly identity?: BundleIdentity;
}

/**
 * Opens a bundle, or a catalog entry and the bundle that it names, and reads the manifest.
 * @throws AssayError of the readers; of kind input: entry-bundle-missing where an entry's bundle is not there
 */
export async function readSubject(place: SubjectPlace): Promise<LoadedSubject> {
  if (place.kind === 'catalog-entry') return readEntry(place);
  const { kind, file, shown } = place;
  const bundle = kind === 'bundle-dir' ? openDirectory(file, shown) : openBundle(file, shown);
  const manifest = readManifest(bundle);
  return { bundle, manifest, reported: { kind, path: shown, manifest: manifest.app } };
}

async function readEntry(place: SubjectPlace): Promise<LoadedSubject> {
  // Most runs look at a bundle alone and need not load the catalog's readers.
  const { readEntryDescriptor } = await import('../catalog/read-catalog.ts');
  const entry = readEntryDescriptor(place.file, place.shown);
  const bundle = bundleOf(entry, place);
  const manifest = readManifest(bundle);
  return {
    bundle,
    manifest,
    claims: entryClaims(entry),
    identity: bundleIdentity(bundle, manifest),
    reported: {
      kind: place.kind,
      path: place.shown,
      manifest: manifest.app,
      entry: {
        path: place.shown,
        bundle: bundle.path,
        ...(entry.id === undefined ? {} : { id: entry.id }),
        ...(entry.version === undefined ? {} : { version: entry.version }),
      },
    },
  };
}

function bundleOf(entry: EntryDescriptor, place: SubjectPlace): Bundle {
  const { file, shown } = bundlePlace(entry.artifactPath, place);
  try {
    return openBundle(file, shown);
  } catch (error) {
    if (!(error instanceof AssayError) || error.code !== 'input-unreadable') throw error;
    throw inputError(
      'entry-bundle-missing',
      `the bundle of ${place.shown} is not there: ${error.message}`,
      'build it, correct artifact.path, or name the folder that holds it with --bundles',
      entry.locate('artifact.path'),
    );
  }
}

/** An absolute path is never shown whole: it would carry somebody's home folder into reports. */
function bundlePlace(artifact: string, place: SubjectPlace): { file: string; shown: string } {
  const name = basename(artifact);
  if (name === '' || name === '.' || name === '..')
    throw inputError(
      'entry-bundle-missing',
      `artifact.path of ${place.shown} names no file or folder`,
      'write the path of the bundle',
      { path: place.shown },
    );
  if (place.bundles !== undefined)
    return { file: join(place.bundles.file, name), shown: posix.join(place.bundles.shown, name) };
  return {
    file: resolve(dirname(place.file), artifact),
    shown: isAbsolute(artifact) ? name : posix.join(posix.dirname(place.shown), artifact),
  };
}
