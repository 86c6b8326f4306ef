import type { EntryDescriptor } from '../catalog/model.ts';
import type { LoadedCatalog } from '../catalog/read-signed-catalog.ts';
import type { EntryReviewTrust } from '../check/catalog-input.ts';
import type { ComparedEntry } from '../check/compare-entries.ts';
import type { InspectedRepository } from '../check/judge-repository.ts';
import type { LoadedSubject } from '../check/read-subject.ts';
import type { ClientFolder } from '../codegen/drift.ts';
import type { ContractHistory } from '../contract/history.ts';
import type { LoadedContract, VocabularyEntry } from '../contract/model.ts';
import type { ConfigClient } from '../formats/generated/config.ts';
import type { Instant } from '../formats/java-text.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import type { Digest } from '../model/digest.ts';
import type { Finding } from '../model/finding.ts';
import type { Attempt } from './attempt.ts';
import type { ClientWishes } from './client-options.ts';

/** Something of the platform that was read, or not: the path says which, the digest what was in it. */
export interface Piece {
  /** Path relative to the configuration, which names it in evidence. */
  readonly path: string;
  /** Absent where it can't be read at all. */
  readonly digest?: Digest;
}

export interface ContractPiece extends Piece {
  /** Digest of the file's bytes; absent where they can't be read. */
  readonly fileDigest?: Digest;
  readonly contract: Attempt<LoadedContract>;
}

export interface AppPiece extends Piece {
  readonly manifest: Attempt<LoadedManifest>;
  /** What keeps the app from being started. */
  readonly launch: readonly Finding[];
}

export interface EntryPiece extends Piece {
  readonly descriptor: Attempt<EntryDescriptor>;
  /** The entry with its bundle; fails with the descriptor where that does not parse. */
  readonly subject: Attempt<LoadedSubject>;
  /** The bundle that it names, where it could be opened. */
  readonly bundle?: Piece;
}

/** A catalog of the crypta dialect as it is published. */
export interface CatalogPiece extends Piece {
  /** Which catalog it must be. */
  readonly id: string;
  /** Its signature, and the lists that say whom to trust. */
  readonly trust: readonly Piece[];
  readonly signed: Attempt<SignedCatalog>;
}

/** A catalog whose signature holds, and its entries beside their bundles. */
export interface SignedCatalog {
  readonly loaded: LoadedCatalog;
  readonly reviews: readonly EntryReviewTrust[];
  readonly entries: readonly ComparedEntry[];
  /** The instant of the run. */
  readonly now: Instant;
}

/** A signed repository as it is published; the digest is over every file of it. */
export interface RepositoryPiece extends Piece {
  /** The consumer's lock. */
  readonly lock: Piece;
  /** Locks of other catalogs. */
  readonly otherLocks: readonly Piece[];
  /** Its timestamp, which binds all the rest. */
  readonly timestamp: Piece;
  readonly inspected: Attempt<InspectedRepository>;
}

export interface ClientPiece extends Piece {
  readonly language: ConfigClient['language'];
  readonly folder: Attempt<ClientFolder>;
  readonly wishes: ClientWishes;
  /** The contract that the package was generated from, where the client is one. */
  readonly previous?: Attempt<LoadedContract | undefined>;
}

export interface HistoryPiece extends Piece {
  readonly history: Attempt<ContractHistory>;
}

/** Everything that a configuration names, read once: what is certified. */
export interface Platform {
  readonly source?: ContractPiece;
  readonly snapshot?: ContractPiece;
  readonly history?: HistoryPiece;
  /** Capabilities that any contract or the vocabulary file knows, for messages. */
  readonly vocabulary: readonly VocabularyEntry[];
  readonly vocabularyFile?: Piece;
  readonly apps: readonly AppPiece[];
  readonly entries: readonly EntryPiece[];
  readonly catalogs: readonly CatalogPiece[];
  readonly repositories: readonly RepositoryPiece[];
  readonly clients: readonly ClientPiece[];
}

/** The contract that everything is judged by: what the source gives, else the committed snapshot. */
export function currentContract({ source, snapshot }: Platform): ContractPiece | undefined {
  return [source, snapshot].find((piece) => piece?.contract.ok) ?? source ?? snapshot;
}

/** By what name the contract is an artifact of the candidate: its snapshot is what is released. */
export function contractName(platform: Platform): string | undefined {
  return platform.snapshot?.path ?? currentContract(platform)?.path;
}

/** Paths of everything that says what capabilities there are: what judging an app depends on, besides the app. */
export function contractInputs({ source, snapshot, history, vocabularyFile }: Platform): string[] {
  return [source, snapshot, history, vocabularyFile].flatMap((piece) => (piece ? [piece.path] : []));
}
