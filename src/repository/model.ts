import type { RepositoryEntry } from '../formats/generated/repository-entry.ts';
import type { RepositoryRevocations } from '../formats/generated/repository-revocations.ts';
import type { Digest } from '../model/digest.ts';
import type { KeyUse } from '../trust/key-set.ts';
import type { PublicKey } from '../trust/keys/public-key.ts';

/** The four roles that every TUF repository has (TUF 1.0, §2.1). */
export const TOP_ROLES = ['root', 'timestamp', 'snapshot', 'targets'] as const;
export type TopRole = (typeof TOP_ROLES)[number];

/** The role that may stop a bundle or a key with one signature, and the one file that it signs. */
export const REVOCATION_ROLE = 'revocation';
export const REVOCATIONS_PATH = 'revocations.json';

/** A key as a role lists it. */
export interface RepositoryKey {
  /** SHA-256 of the key's canonical JSON, 64 lower-case hex digits (TUF 1.0, §4.2). */
  readonly id: string;
  readonly publicKey: PublicKey;
  readonly use: KeyUse;
  /** Whose key it is; signatures of one principal count once. */
  readonly principal?: string;
}

/** Whose signatures a role needs. */
export interface RoleKeys {
  readonly keyIds: readonly string[];
  readonly threshold: number;
}

/** What every role says of itself. */
export interface RoleHead {
  readonly version: number;
  /** RFC 3339 with a final Z. */
  readonly expires: string;
  /** Id of the catalog that the role is for: TUF itself names none. */
  readonly catalog: string;
  readonly issuedAt: string;
}

export interface RootRole extends RoleHead {
  readonly keys: ReadonlyMap<string, RepositoryKey>;
  readonly roles: Readonly<Record<TopRole, RoleKeys>>;
}

/** How a role names the file of another. */
export interface MetaLink {
  readonly version: number;
  /** Bytes. */
  readonly length: number;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
}

export interface TimestampRole extends RoleHead {
  readonly snapshot: MetaLink;
}

export interface SnapshotRole extends RoleHead {
  /** By role: targets and the delegated ones. */
  readonly meta: ReadonlyMap<string, MetaLink>;
}

/** A file that a role signs for. */
export interface TargetFile {
  readonly length: number;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
  /** Absent for what is no app, as the list of revocations. */
  readonly entry?: RepositoryEntry;
}

export interface Delegation extends RoleKeys {
  readonly name: string;
  /** Patterns of paths; `*` matches within one segment. */
  readonly paths: readonly string[];
  readonly terminating: boolean;
}

export interface TargetsRole extends RoleHead {
  /** By path. */
  readonly targets: ReadonlyMap<string, TargetFile>;
  /** Keys of the roles that this one delegates to. */
  readonly keys: ReadonlyMap<string, RepositoryKey>;
  /** In order of preference. */
  readonly delegations: readonly Delegation[];
}

/** A role's file as it was verified. */
export interface Verified<Role> {
  readonly role: Role;
  /** Of the file's bytes. */
  readonly digest: Digest;
}

/** Something wrong that does not stop the reading, by the rule that it breaks. */
export interface RepositoryFault {
  /** Second word of the rule's id. */
  readonly rule: string;
  readonly message: string;
  /** Names the thing for the fingerprint. */
  readonly subject: string;
  readonly path: string;
}

/** A target, and the role that signs for it. */
export interface ListedTarget {
  readonly role: string;
  readonly target: TargetFile;
}

/** A repository whose metadata was verified from the root down; the files that it lists were not looked at. */
export interface VerifiedRepository {
  readonly root: Verified<RootRole>;
  readonly timestamp: Verified<TimestampRole>;
  readonly snapshot: Verified<SnapshotRole>;
  readonly top: Verified<TargetsRole>;
  /** By name, in the order in which they are asked. */
  readonly delegated: ReadonlyMap<string, Verified<TargetsRole>>;
  /** By path; a map, so that no name of a member of every object is a path. */
  readonly targets: ReadonlyMap<string, ListedTarget>;
  /** Absent where nobody may revoke anything. */
  readonly revocations?: RepositoryRevocations;
  readonly faults: readonly RepositoryFault[];
}

/** Where a repository's files come from; a file that is not there is undefined. */
export interface RepositorySource {
  /** @throws AssayError metadata-too-large and what a hostile folder is refused for */
  metadata(name: string, maxBytes: number): Uint8Array | undefined;
  /** Names of the files of metadata, in code-unit order. */
  metadataNames(): readonly string[];
  /** A signed document among the targets, as the list of revocations; `name` as it is stored. */
  document(name: string, maxBytes: number): Uint8Array | undefined;
  /** The path of a metadata file as people should see it. */
  shown(name: string): string;
  /** The path of a document as people should see it. */
  shownDocument(name: string): string;
}
