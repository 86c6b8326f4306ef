/** What an app's `.env` files set for one environment, and where secrets have gone. Names only, never a value. */
export interface EnvFacts {
  /** `staging` of `--env staging`. */
  readonly name: string;
  /** Files that are there, each overriding those before it. */
  readonly files: readonly string[];
  /** Every variable, by name, and where its last value stands. */
  readonly variables: readonly EnvVariable[];
  /** Secrets whose values stand in generated files. */
  readonly generated: readonly GeneratedSecret[];
}

export interface EnvVariable {
  readonly name: string;
  /** The file that has the last word, and the line in it. */
  readonly path: string;
  readonly line: number;
  readonly empty: boolean;
  /** Whether publishing sends it to the platform as a secret of the app, and why it doesn't. */
  readonly upload: 'uploaded' | 'public' | 'reserved';
}

export interface GeneratedSecret {
  /** The variable, or the kind of token. */
  readonly name: string;
  readonly path: string;
  readonly line: number;
}
