import type { LoadedContract, VocabularyEntry } from '../contract/model.ts';
import type { AppManifest } from '../manifest/model.ts';
import type { Location } from '../model/finding.ts';
import type { Scope } from '../model/rule.ts';
import type { ConsumedTarget } from './consumed-targets.ts';

/** What a catalog's entry says about its app; a field that the entry does not carry is undefined. */
export interface EntryClaims {
  readonly appId?: string | undefined;
  readonly version?: string | undefined;
  /** A set: order has no meaning. */
  readonly permissions?: readonly string[] | undefined;
  readonly minimumVersion?: number | undefined;
  readonly maximumTestedVersion?: number | undefined;
  /** A set: order has no meaning. */
  readonly optionalCapabilities?: readonly string[] | undefined;
  readonly targetStability?: 'stable' | 'experimental' | undefined;
  readonly targetBaseline?: string | undefined;
  readonly experimentalCapabilitiesAccepted?: boolean | undefined;
  /** Service declarations by key, as the manifest has them without its `app.`; absent where the entry carries none. */
  readonly services?: ReadonlyMap<string, string> | undefined;
  /** Of the bundle's file: 64 lower-case hex digits. */
  readonly bundleSha256?: string | undefined;
  /** Of the bundle's file, in bytes. */
  readonly bundleSize?: number | undefined;
  readonly manifestDigest?: string | undefined;
  readonly contractDigest?: string | undefined;
  /** The place of a field by the entry's own key (`permissions`, `api.minimumVersion`), of the entry where it is absent. */
  locate(field: string): Location;
}

/** What a bundle is, as far as a catalog entry may say it; a digest is absent where the bundle is no file. */
export interface BundleIdentity {
  readonly path: string;
  /** Of the file: 64 lower-case hex digits. */
  readonly sha256?: string;
  /** Of the file, in bytes. */
  readonly size?: number;
  readonly manifestDigest?: string;
  /** As EntryClaims has them; absent where the manifest's dialect has none. */
  readonly services?: ReadonlyMap<string, string>;
}

/** A catalog entry beside its bundle. The bundle's manifest is authoritative. */
export interface EntryInput {
  readonly manifest: AppManifest;
  readonly entry?: EntryClaims;
  readonly bundle?: BundleIdentity;
  /** The contract that the entry was published for. */
  readonly contract?: Pick<LoadedContract, 'digest'>;
}

/** One app against one contract, and against its catalog entry where there is one. The manifest is authoritative. */
export interface CompatInput extends EntryInput {
  readonly contract: LoadedContract;
  /** Capabilities of every known contract version: what an unknown name is looked up in. */
  readonly vocabulary: readonly VocabularyEntry[];
  /** The methods and events that the app says it uses; absent where its manifest can't say. */
  readonly consumed?: readonly ConsumedTarget[];
  /** A policy that wants API metadata from every app. */
  readonly requireMetadata: boolean;
}

/** Manifest keys that findings point at; a reader of another dialect knows its own place for each. */
export const FIELD = {
  id: 'app.id',
  version: 'app.version',
  permissions: 'app.permissions',
  minimum: 'api.minimumVersion',
  maximum: 'api.maximumTestedVersion',
  optional: 'api.optionalCapabilities',
  stability: 'api.targetStability',
  baseline: 'api.targetBaseline',
  experimental: 'api.experimentalCapabilitiesAccepted',
} as const;

/** Platforms gained target stability together with the stable baseline: an earlier contract is judged as it was then. */
export const withBaseline: Scope<CompatInput> = {
  words: 'contracts that publish a stable baseline',
  holds: (input) => input.contract.contract.stableBaseline !== undefined,
};

/** Catalog rules compare an entry with its bundle's manifest. */
export const withEntry: Scope<Pick<EntryInput, 'entry'>> = {
  words: 'catalog entries',
  holds: (input) => input.entry !== undefined,
};

/** Rules about what an app uses of the broker are for manifests that can say it. */
export const withConsumed: Scope<CompatInput> = {
  words: 'manifests that name the methods and events they use',
  holds: (input) => input.consumed !== undefined,
};

/** The target contract's version as people write it: `v4`. */
export function target({ contract }: CompatInput): string {
  return `v${contract.contract.contractVersion}`;
}

/** True where the app promises to use guaranteed API only, and the contract says what is guaranteed. */
export function targetsStable(input: CompatInput): boolean {
  return withBaseline.holds(input) && input.manifest.api.targetStability === 'stable';
}

/** The capabilities that the baseline guarantees which the app targets, else the contract's stable one; none where it has neither. */
export function guaranteedCapabilities({ manifest, contract }: CompatInput): ReadonlySet<string> {
  const { stableBaseline, baselines = [] } = contract.contract;
  const targeted = baselines.find(({ name }) => name === manifest.api.targetBaseline);
  return new Set((targeted ?? stableBaseline)?.capabilities);
}
