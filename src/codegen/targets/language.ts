import type { ClientModel } from '../model.ts';
import type { ClientRecord } from '../record.ts';

/** What a client has besides its types and calls; each language takes what concerns it. */
export interface ClientOptions {
  /** One module per target that validates what travels. */
  readonly validators?: boolean;
  /** A package that can be published; loose files of a project unless given. */
  readonly package?: PackageOptions;
  /** The one file that palette's apps have, and nothing else. */
  readonly palette?: boolean;
  /** What Python's objects are; TypedDicts unless given. */
  readonly pyModels?: 'typed-dict' | 'pydantic';
}

/** What a package says of itself. */
export interface PackageOptions {
  readonly name: string;
  /** A plain semantic version. */
  readonly version: string;
  /** CHANGELOG.md, newest version first. */
  readonly changelog: string;
  /** The contract's snapshot, as text: what the next version is compared with. */
  readonly contract: string;
}

/** A language that clients are generated in. */
export interface ClientLanguage {
  /** As the configuration names it. */
  readonly id: 'typescript' | 'python';
  /** Shorter names for the command line. */
  readonly aliases: readonly string[];
  /**
   * The client's files: text by path within its folder, in code-unit order of the paths. The same model and options
   * give the same bytes. An engine is loaded by the call, where there is a type to make, never by the import.
   * @param record says which texts of the last run still hold, and takes what is noted of this one
   */
  generate(model: ClientModel, options: ClientOptions, record?: ClientRecord): Promise<ReadonlyMap<string, string>>;
}
