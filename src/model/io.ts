/** A text sink: stdout or stderr, or a buffer in tests. */
export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  /** Width in columns where known. */
  readonly columns?: number | undefined;
}

/** Everything the program may know of the world outside its arguments and files. Only bin.ts makes a real one. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** The clock, read once per run by whoever needs an instant. */
  readonly now: () => Date;
  /** Removes a variable from the environment of this process and of its children, after a secret was read from it. */
  readonly forget?: (name: string) => void;
  /** The words that start this program again, in a process of its own; absent where nobody can. */
  readonly self?: readonly string[];
}
