import { bundleDigests } from '../bundle/bundle-digests.ts';
import type { Bundle } from '../bundle/model.ts';
import type { RepositoryEntry } from '../formats/generated/repository-entry.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import { type Digest, digestBytes } from '../model/digest.ts';
import { inputError } from '../model/errors.ts';
import { equalJson } from '../model/json/equal.ts';
import { byCodeUnit } from '../model/order.ts';
import { findManifest } from './find-manifest.ts';
import { inspectBundle } from './inspect-bundle.ts';

/** What an entry says that no bundle says of itself. */
export type EntryExtras = Pick<RepositoryEntry, 'contractDigest' | 'publishedAt' | 'status'>;

/**
 * What a repository says of a bundle: all of it from the bundle and its manifest.
 * @throws AssayError entry-source (input) where the bundle is unpacked, or has no manifest, id or version
 */
export function repositoryEntry(bundle: Bundle, extras: EntryExtras): RepositoryEntry {
  const manifest = findManifest(bundle);
  const { archive } = bundle;
  const { file, tar, tree } = bundleDigests(bundle);
  if (manifest === undefined || archive === undefined || file === undefined)
    throw inputError(
      'entry-source',
      `${bundle.path} is unpacked, or has no manifest`,
      'pack it with `assay bundle pack`, and give the file',
      { path: bundle.path },
    );
  const { app } = manifest.loaded;
  return {
    schemaVersion: 1,
    dialect: app.dialect,
    id: app.id,
    name: app.name,
    version: app.version,
    size: archive.size,
    digests: { file, tar: tar ?? null, tree },
    epoch: bundle.epoch ?? null,
    manifest: { path: manifest.file, digest: manifestDigest(bundle, manifest.file) },
    permissions: sorted(app.permissions),
    api: apiOf(manifest.loaded),
    services: inspectBundle(bundle, manifest.loaded, []).services,
    ...extras,
  };
}

function manifestDigest(bundle: Bundle, file: string): Digest {
  const content = bundle.files.get(file)?.read();
  return digestBytes(content ?? new Uint8Array());
}

function apiOf({ app: { api } }: LoadedManifest): RepositoryEntry['api'] {
  const { minimumVersion, maximumTestedVersion, targetStability, targetBaseline } = api;
  return {
    ...(minimumVersion === undefined ? {} : { minimumVersion }),
    ...(maximumTestedVersion === undefined ? {} : { maximumTestedVersion }),
    optionalCapabilities: sorted(api.optionalCapabilities),
    ...(targetStability === undefined ? {} : { targetStability }),
    ...(targetBaseline === undefined ? {} : { targetBaseline }),
    experimentalCapabilitiesAccepted: api.experimentalCapabilitiesAccepted,
  };
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort(byCodeUnit);

/** Where an entry's bundle stands in a repository. */
export function entryPath({ id, version }: RepositoryEntry, packing: 'tgz' | 'zip'): string {
  return `apps/${id}/${version}/${id}-${version}.${packing}`;
}

/** One member in which an entry is not what its bundle says. */
export interface EntryDifference {
  readonly rule: 'entry-bundle-identity-mismatch' | 'entry-manifest-mismatch';
  /** As people write it: `api.minimumVersion`. */
  readonly field: string;
}

/** How an entry differs from what its bundle says of itself, and whether it stands where that bundle belongs. */
export function entryDifferences(path: string, entry: RepositoryEntry, bundle: Bundle): EntryDifference[] {
  const { contractDigest, publishedAt, status } = entry;
  const truth = repositoryEntry(bundle, { contractDigest, publishedAt, status });
  const found: EntryDifference[] = [];
  const identity = bundle.packing === 'directory' ? '' : entryPath(truth, bundle.packing);
  if (path !== identity) found.push({ rule: 'entry-bundle-identity-mismatch', field: 'path' });
  for (const field of ['id', 'version'] as const)
    if (entry[field] !== truth[field]) found.push({ rule: 'entry-bundle-identity-mismatch', field });
  // Where it is another bundle altogether, its every field would differ.
  if (found.length > 0) return found;
  const fields: readonly (keyof RepositoryEntry)[] = [
    'dialect',
    'name',
    'size',
    'digests',
    'epoch',
    'manifest',
    'permissions',
    'services',
  ];
  for (const field of fields)
    if (!equalJson(entry[field], truth[field])) found.push({ rule: 'entry-manifest-mismatch', field });
  for (const field of [...new Set([...Object.keys(entry.api), ...Object.keys(truth.api)])].sort(byCodeUnit))
    if (!equalJson(Reflect.get(entry.api, field), Reflect.get(truth.api, field)))
      found.push({ rule: 'entry-manifest-mismatch', field: `api.${field}` });
  return found;
}
