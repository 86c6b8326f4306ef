import type { ApiMetadata } from '../manifest/model.ts';
import type { Location } from '../model/finding.ts';

/** A field of a bundle manifest that a catalog entry or descriptor repeats. One that is absent is no mismatch. */
export type CarriedField =
  | 'app.id'
  | 'app.name'
  | 'app.version'
  | 'permissions'
  | 'api.minimumVersion'
  | 'api.maximumTestedVersion'
  | 'api.optionalCapabilities'
  | 'api.targetStability'
  | 'api.targetBaseline'
  | 'api.experimentalCapabilitiesAccepted';

/** What a catalog entry and the descriptor it is made from have in common. Defaults of absent fields are filled in. */
export interface EntryMetadata {
  /** Path of the file as shown to people. */
  readonly path: string;
  readonly summary: string;
  readonly bundleUri: string;
  readonly homepage?: string;
  readonly source?: string;
  readonly license?: string;
  readonly categories: readonly string[];
  readonly minimumCryptaVersion?: string;
  readonly maximumCryptaVersion?: string;
  readonly review: EntryReview;
  /** Why each permission is asked for, by permission. */
  readonly permissionRationales: ReadonlyMap<string, string>;
  readonly screenshots: readonly string[];
  readonly changelog: { readonly summary?: string; readonly uri?: string };
  readonly channel: Channel;
  /** True where channel, support, deprecation, replacement or advisories were written, even with their defaults. */
  readonly productionDeclared: boolean;
  readonly support: SupportStatus;
  readonly deprecation: {
    readonly status: DeprecationStatus;
    readonly message?: string;
    readonly replacementAppId?: string;
  };
  /** Advisories that the entry points to, in the order written. */
  readonly securityAdvisories: readonly { readonly id: string; readonly uri: string }[];
  readonly maintenance?: Maintenance;
  readonly api: ApiMetadata;
  /** Service declarations by key, as the manifest has them without its `app.`: `services.provides`, `service.<alias>.id`. */
  readonly services: ReadonlyMap<string, string>;
  /** Which fields of the manifest are written here. */
  readonly carried: ReadonlySet<CarriedField>;
  /** The place of a key without the entry's prefix (`api.minimumVersion`), or of the entry where it is absent. */
  locate(key: string): Location;
}

/** One app of a catalog. */
export interface CatalogEntry extends EntryMetadata {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly permissions: readonly string[];
  readonly bundle: {
    readonly uri: string;
    /** 64 lower-case hex digits. */
    readonly sha256: string;
    /** Bytes. */
    readonly size: number;
    readonly type: 'zip';
  };
}

/** The authoring form of an entry: which bundle, and what to say about it. The bundle's manifest is authoritative. */
export interface EntryDescriptor extends EntryMetadata {
  /** As written: absolute, or relative to the descriptor's folder. */
  readonly artifactPath: string;
  readonly id?: string;
  readonly name?: string;
  readonly version?: string;
  readonly permissions?: readonly string[];
}

export type Channel = 'stable' | 'beta' | 'nightly' | 'deprecated';
export type SupportStatus = 'supported' | 'maintenance' | 'experimental' | 'deprecated' | 'unsupported';
export type DeprecationStatus = 'none' | 'deprecated' | 'retired';
export type ReviewStatus =
  | 'unreviewed'
  | 'submitted'
  | 'pre_review_passed'
  | 'reviewed'
  | 'caution'
  | 'rejected'
  | 'resubmitted';

export interface EntryReview {
  readonly status: ReviewStatus;
  readonly note?: string;
  /** The signed receipt's keys without `review.receipt.`, as written; its signature is checked where trust is. */
  readonly receipt?: ReadonlyMap<string, string>;
  /** Submission metadata of catalog version 6, by key without `review.`, as written. */
  readonly submission?: ReadonlyMap<string, string>;
}

export interface Maintenance {
  readonly owner: string;
  readonly ownerUri?: string;
  readonly supportLevel: string;
  readonly dataSchemaPolicy: string;
  readonly migrationPolicy: string;
  readonly backupRestore: string;
  readonly securityPolicy: string;
  readonly deprecationPolicy: string;
  readonly supportUri?: string;
}

export type CatalogVersion = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** `cryptad-app-catalog.properties`, complete and valid: a broken one is an error and never this. */
export interface CryptaCatalog {
  readonly path: string;
  readonly version: CatalogVersion;
  readonly id: string;
  readonly name: string;
  /** ISO 8601 instant as written. */
  readonly generatedAt: string;
  /** In the order of `catalog.entries`. */
  readonly entries: readonly CatalogEntry[];
  readonly advisories: readonly SecurityAdvisory[];
  readonly denylist: readonly DenylistEntry[];
  /** The place of a whole key (`app.hello.version`), or of the file where it is absent. */
  locate(key: string): Location;
}

export type AdvisorySeverity = 'low' | 'medium' | 'high' | 'critical';
export type AdvisoryStatus =
  | 'draft'
  | 'detected'
  | 'active'
  | 'published'
  | 'superseded'
  | 'resolved'
  | 'withdrawn'
  | 'retracted';
export type AdvisoryAction = 'inform' | 'warn' | 'block_install' | 'block_update' | 'denylist';

export interface SecurityAdvisory {
  readonly id: string;
  readonly uri: string;
  readonly title: string;
  readonly severity: AdvisorySeverity;
  /** Only active and published ones decide anything. */
  readonly status: AdvisoryStatus;
  readonly action: AdvisoryAction;
  readonly summary: string;
  readonly publishedAt: string;
  readonly updatedAt: string;
  readonly replacementAppId?: string;
  readonly safeUninstallGuidance?: string;
}

/** One exact version of one app that must not be installed. */
export interface DenylistEntry {
  readonly id: string;
  readonly appId: string;
  readonly version: string;
  /** An advisory of the same catalog. */
  readonly advisoryId: string;
  readonly reason: string;
  readonly replacementAppId?: string;
  readonly safeUninstallGuidance?: string;
}

/** What is written of an entry, wherever it comes from. */
export type EntryContent = Omit<CatalogEntry, 'path' | 'locate' | 'carried' | 'bundleUri'>;

/** What is written of a catalog: everything but its version, which follows from the rest. */
export interface CatalogContent extends Pick<CryptaCatalog, 'id' | 'name' | 'generatedAt' | 'advisories' | 'denylist'> {
  /** In the order of `catalog.entries`. */
  readonly entries: readonly EntryContent[];
}
