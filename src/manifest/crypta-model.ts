import type { Digest } from '../model/digest.ts';
import type { Location } from '../model/finding.ts';
import type { ApiMetadata } from './model.ts';

/**
 * A crypta manifest (`cryptad-app.properties`) with every value it was possible to read. A value that breaks a rule
 * is left out here and is a fact below: the reader never throws for a wrong value, only for grammar and limits.
 */
export interface CryptaManifest {
  /** Path as shown to people. */
  readonly path: string;
  /** `manifest.version`; 1 is the only one there is. */
  readonly manifestVersion?: 1;
  /** Trimmed and lower-cased, as the platform does. */
  readonly id?: string;
  readonly name?: string;
  /** Free text; `${appVersion}` where a template leaves it open. */
  readonly version?: string;
  /** True where the version is a template's placeholder. */
  readonly versionPlaceholder: boolean;
  /** `app.exec` with `/` separators. */
  readonly exec?: string;
  readonly ui: CryptaUi;
  /** Lower-cased, in the order written, without repeats. */
  readonly permissions: readonly string[];
  readonly api: ApiMetadata;
  /** Bytes; the nearest double above 2^53. Zero or absent: no limit. */
  readonly quota: { readonly dataBytes?: number; readonly cacheBytes?: number };
  readonly sandbox: { readonly mode?: SandboxMode; readonly required?: boolean };
  readonly restart: { readonly policy?: RestartPolicy; readonly maxAttempts?: number; readonly backoffMs?: number };
  readonly data: CryptaData;
  readonly services: CryptaServices;
  readonly facts: CryptaManifestFacts;
  /** The place of a key's last entry, or of the file where the key is absent. */
  locate(key: string): Location;
}

export type SandboxMode = 'none' | 'restricted-process' | 'wasm-preview';
export type RestartPolicy = 'never' | 'on-failure';

export interface CryptaUi {
  /** The mode as written, or as the entry implies it. */
  readonly mode: 'none' | 'shell-panel' | 'static';
  /** True where `app.ui.mode` was written. */
  readonly declared: boolean;
  readonly entry?: string;
}

export interface CryptaData {
  /** `app.data.schema.current`. */
  readonly schemaVersion?: number;
  readonly namespaces: readonly { readonly name: string; readonly current: number }[];
  readonly migrations: readonly CryptaMigration[];
}

export interface CryptaMigration {
  readonly id: string;
  readonly namespace: string;
  readonly from: number;
  readonly to: number;
  /** Path relative to the bundle's root. */
  readonly command: string;
  readonly rollbackCompatible: boolean;
  readonly requiresStopped: boolean;
  readonly description: string;
}

export interface CryptaServices {
  readonly provides: readonly ProvidedService[];
  readonly requests: readonly ServiceRequest[];
}

/** `app.service.<alias>.*` */
export interface ProvidedService {
  readonly alias: string;
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly kind: string;
  readonly adapter: string;
  readonly scopes: readonly string[];
  readonly contexts: readonly string[];
  readonly description?: string;
  /** `preview` where it is not written. */
  readonly stability: string;
}

/** `app.service-request.<alias>.*` */
export interface ServiceRequest {
  readonly alias: string;
  readonly provider: string;
  readonly service: string;
  readonly scopes: readonly string[];
  readonly contexts: readonly string[];
  readonly purpose: string;
  /** Present where any `.dependency.*` key is. */
  readonly dependency?: ServiceDependency;
}

export interface ServiceDependency {
  readonly kind: 'required' | 'optional';
  readonly featureId?: string;
  readonly featureName?: string;
  readonly reason?: string;
  readonly degradeBehavior?: string;
  readonly minServiceVersion?: string;
  readonly maxServiceVersion?: string;
  readonly grantBundle?: string;
  /** ISO 8601 duration of at most 365 days. */
  readonly grantExpiresAfter?: string;
}

/** What is odd or wrong about a manifest, as data for the rules. Every list is in file order. */
export interface CryptaManifestFacts {
  readonly duplicateKeys: readonly DuplicateKey[];
  readonly unknownKeys: readonly UnknownKey[];
  readonly missingKeys: readonly MissingKey[];
  readonly invalidValues: readonly InvalidValue[];
  readonly parserDifferentials: readonly ParserDifferential[];
  readonly placeholders: readonly Placeholder[];
}

/** A key written again; the platform takes the last one. */
export interface DuplicateKey {
  readonly key: string;
  /** The later entry. */
  readonly location: Location;
  readonly firstLine: number;
  /** True where both entries say the same, so that nothing is lost. */
  readonly sameValue: boolean;
  /** Tells this pair of values from another, without telling them. */
  readonly digest: Digest;
}

/** A key that no version of the platform reads, or that nothing in this manifest makes it read. Its text is the author's: quote it. */
export interface UnknownKey {
  readonly key: string;
  readonly location: Location;
  /** The known key that is nearest to it. */
  readonly suggestion?: string;
  /** The key as people write it, with indexes; as it is above where absent. */
  readonly shown?: string;
  /** The profile whose validator refuses the whole manifest for the key; it is ignored where absent. */
  readonly refusedBy?: string;
  /** The list (`app.services.provides`) that would have to name what the key is about. */
  readonly listedIn?: string;
}

/** A required key that is absent. */
export interface MissingKey {
  readonly key: string;
  readonly shown?: string;
  /** The file, or the place of the key that makes this one required. */
  readonly location: Location;
  readonly expected: string;
}

/** A value that the platform refuses. The message never repeats the value. */
export interface InvalidValue {
  readonly key: string;
  readonly location: Location;
  readonly message: string;
  readonly expected: string;
  /** Tells what is refused from another wrong value, without telling it. */
  readonly digest: Digest;
}

/** A line that java.util.Properties, which parts of the platform use, reads otherwise than the manifest parser. */
export interface ParserDifferential {
  readonly kind: 'continuation' | 'separator' | 'escape' | 'byte-order-mark' | 'whitespace';
  readonly key: string;
  readonly location: Location;
  readonly message: string;
}

/** `${name}` in a value: a build fills it in later. */
export interface Placeholder {
  readonly key: string;
  readonly name: string;
  readonly location: Location;
}
