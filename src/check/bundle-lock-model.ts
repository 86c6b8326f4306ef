/** What one lock file has settled on. */
export interface LockFacts {
  readonly ecosystem: 'npm' | 'python';
  /** The version that it has for the package it belongs to; absent where it has none. */
  readonly version?: string;
  /** Folders of the packages that it is for, relative to the lock file, each with what it asked for then. */
  readonly wanted?: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** True where versions are by `name@range`, as yarn has them: then every range must be there. */
  readonly bySpec?: true;
  /** Versions by package name; for npm those at the top of node_modules. */
  readonly versions: ReadonlyMap<string, string>;
}
