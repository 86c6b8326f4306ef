import type { ApiMetadata, AppManifest } from '../manifest/model.ts';
import type { CatalogEntry, EntryContent, EntryDescriptor } from './model.ts';

/** What an entry takes from its bundle. */
export interface EntrySource {
  readonly manifest: Pick<AppManifest, 'id' | 'name' | 'version' | 'permissions' | 'api'>;
  readonly bundle: Pick<CatalogEntry['bundle'], 'sha256' | 'size'>;
}

/**
 * The catalog entry that a descriptor and its bundle make. Id and version are the manifest's alone; name, permissions
 * and each api field are the descriptor's where it writes them, as the platform's own tool has it.
 */
export function buildEntry(descriptor: EntryDescriptor, { manifest, bundle }: EntrySource): EntryContent {
  const { artifactPath, bundleUri, path, locate, carried, ...written } = descriptor;
  return {
    ...written,
    id: manifest.id,
    name: descriptor.name ?? manifest.name,
    version: manifest.version,
    permissions: descriptor.permissions ?? manifest.permissions,
    api: mergedApi(descriptor, manifest.api),
    bundle: { uri: bundleUri, sha256: bundle.sha256, size: bundle.size, type: 'zip' },
  };
}

function mergedApi({ api: written, carried }: EntryDescriptor, manifest: ApiMetadata): ApiMetadata {
  if (!written.declared) return manifest;
  if (!manifest.declared) return written;
  const { minimumVersion, maximumTestedVersion, targetStability, targetBaseline } = { ...manifest, ...written };
  return {
    ...(minimumVersion === undefined ? {} : { minimumVersion }),
    ...(maximumTestedVersion === undefined ? {} : { maximumTestedVersion }),
    optionalCapabilities:
      written.optionalCapabilities.length > 0 ? written.optionalCapabilities : manifest.optionalCapabilities,
    ...(targetStability === undefined ? {} : { targetStability }),
    ...(targetBaseline === undefined ? {} : { targetBaseline }),
    experimentalCapabilitiesAccepted: carried.has('api.experimentalCapabilitiesAccepted')
      ? written.experimentalCapabilitiesAccepted
      : manifest.experimentalCapabilitiesAccepted,
    declared: true,
  };
}
