/** A client's folder as its rules see it: where it differs from what the contract gives. */
export interface ClientInput {
  readonly language: string;
  readonly differences: readonly ClientDifference[];
}

export interface ClientDifference {
  /** Name within the client's folder. */
  readonly file: string;
  /** Path as shown to people. */
  readonly path: string;
  /** Not there, there with other content, or there without belonging to the client. */
  readonly state: 'missing' | 'stale' | 'extra';
  /** What differs, in words: the targets that were added, removed or changed. */
  readonly summary: string;
  /** Digests of what the contract gives and of what lies in the folder; null where there is no such file. */
  readonly expected: string | null;
  readonly actual: string | null;
}
