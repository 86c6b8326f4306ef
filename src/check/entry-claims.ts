import type { CarriedField, EntryMetadata } from '../catalog/model.ts';
import type { EntryClaims } from './compat-input.ts';

/** The parts of a catalog entry, or of the descriptor that it is made from, that repeat the manifest. */
export type ClaimingEntry = EntryMetadata & {
  readonly id?: string;
  readonly version?: string;
  readonly permissions?: readonly string[];
  readonly bundle?: { readonly sha256: string; readonly size: number };
};

/** What an entry claims about its app: only the fields that it carries, so that an absent one is no mismatch. */
export function entryClaims(entry: ClaimingEntry): EntryClaims {
  const { api } = entry;
  const carried = <T>(field: CarriedField, value: T): T | undefined => (entry.carried.has(field) ? value : undefined);
  return {
    appId: carried('app.id', entry.id),
    version: carried('app.version', entry.version),
    permissions: carried('permissions', entry.permissions),
    minimumVersion: carried('api.minimumVersion', api.minimumVersion),
    maximumTestedVersion: carried('api.maximumTestedVersion', api.maximumTestedVersion),
    optionalCapabilities: carried('api.optionalCapabilities', api.optionalCapabilities),
    targetStability: carried('api.targetStability', api.targetStability),
    targetBaseline: carried('api.targetBaseline', api.targetBaseline),
    experimentalCapabilitiesAccepted: carried(
      'api.experimentalCapabilitiesAccepted',
      api.experimentalCapabilitiesAccepted,
    ),
    ...(entry.services.size === 0 ? {} : { services: entry.services }),
    ...(entry.bundle === undefined ? {} : { bundleSha256: entry.bundle.sha256, bundleSize: entry.bundle.size }),
    locate: (field) => entry.locate(field),
  };
}
