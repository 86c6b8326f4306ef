/** A name in a source, and its line. */
export interface NamedLine {
  readonly name: string;
  readonly line: number;
}
