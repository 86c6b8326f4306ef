import { basename, join, posix } from 'node:path';
import type { Bundle } from '../bundle/model.ts';
import { openBundle } from '../bundle/read-bundle.ts';
import type { CatalogEntry } from '../catalog/model.ts';
import { statOf } from '../formats/read-stat.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import { readManifest } from '../manifest/read-manifest.ts';
import { AssayError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import { bundleIdentity } from './bundle-identity.ts';
import { type BundleTrust, judgeSignature } from './bundle-signature.ts';
import type { EntryBundleFault } from './catalog-input.ts';
import type { BundleIdentity } from './compat-input.ts';

/** A folder, and how people see its path. */
export interface BundleFolder {
  readonly file: string;
  readonly shown: string;
}

/** A bundle that holds together: it reads, its own digests hold, and a trusted key signed it where one was asked for. */
export interface VerifiedBundle {
  readonly bundle: Bundle;
  readonly manifest: LoadedManifest;
  readonly identity: BundleIdentity;
}

export type EntryBundle =
  | { readonly found: true; readonly value: VerifiedBundle }
  | { readonly found: false; readonly fault: EntryBundleFault };

/**
 * Finds and verifies the bundle of a catalog entry in a folder: under the last part of its URI, else as
 * `<id>-<version>.zip`. The URI itself is never followed.
 * @throws AssayError of kind environment
 */
export function readEntryBundle(
  entry: Pick<CatalogEntry, 'id' | 'version' | 'bundle' | 'locate'>,
  folder: BundleFolder,
  trust?: BundleTrust,
): EntryBundle {
  const names = [uriName(entry.bundle.uri), `${entry.id}-${entry.version}.zip`].filter(isPlainName);
  const name = names.find((each) => isFile(join(folder.file, each)));
  const fault = (
    kind: EntryBundleFault['kind'],
    code: string,
    message: string,
    found: Pick<EntryBundleFault, 'bundle'> = {},
  ): EntryBundle => ({
    found: false,
    fault: { appId: entry.id, kind, code, message, location: entry.locate('bundle.uri'), ...found },
  });
  if (name === undefined)
    return fault(
      'missing',
      'entry-bundle-missing',
      `the bundle of ${quote(entry.id)} is not in ${folder.shown}, as ${[...new Set(names)].map(quote).join(' or ')}`,
    );
  const shown = posix.join(folder.shown, name);
  try {
    const bundle = openBundle(join(folder.file, name), shown);
    if (bundle.packing !== 'zip')
      return fault(
        'invalid',
        'entry-bundle-kind',
        `the bundle of ${quote(entry.id)} is no zip, which its entry calls it`,
        {
          bundle: shown,
        },
      );
    return { found: true, value: verifiedBundle(bundle, trust) };
  } catch (error) {
    if (!(error instanceof AssayError) || (error.kind !== 'input' && error.kind !== 'integrity')) throw error;
    return fault('invalid', error.code, `the bundle of ${quote(entry.id)} is none: ${error.message}`, {
      bundle: shown,
    });
  }
}

/**
 * Verifies a bundle that was opened.
 * @throws AssayError entry-bundle-invalid (integrity) where its own digests or signature do not hold; those of readManifest
 */
export function verifiedBundle(bundle: Bundle, trust?: BundleTrust): VerifiedBundle {
  const [fault] = judgeSignature(bundle, trust).faults;
  if (fault !== undefined)
    throw new AssayError({
      kind: 'integrity',
      code: 'entry-bundle-invalid',
      legacyCode: 'invalid_app_bundle',
      message: `${bundle.path}: ${fault.message}`,
      hint: 'look at it with `assay bundle verify`',
      location: { path: bundle.path },
    });
  const manifest = readManifest(bundle);
  return { bundle, manifest, identity: bundleIdentity(bundle, manifest) };
}

/** The last part of a URI's path, decoded; empty where there is none. */
function uriName(uri: string): string {
  const path = uri.replace(/^[A-Za-z][A-Za-z0-9+.-]*:(?:\/\/[^/?#]*)?/, '').replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(basename(path));
  } catch {
    return '';
  }
}

/** False for what could leave the folder or name the folder itself. */
function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\u0000-\u001f]/.test(name);
}

function isFile(file: string): boolean {
  return statOf(file)?.isFile() ?? false;
}
