/** The lines of offsets that only grow: a whole text is passed once, however many offsets are asked about. */
export class LineCounter {
  private line = 1;
  /** The next line break; infinite where there is none. */
  private next: number;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.next = this.breakFrom(0);
  }

  /** 1-based line of an offset that is not before the last one asked about. */
  at(offset: number): number {
    while (this.next < offset) {
      this.line += 1;
      this.next = this.breakFrom(this.next + 1);
    }
    return this.line;
  }

  private breakFrom(offset: number): number {
    const found = this.text.indexOf('\n', offset);
    return found === -1 ? Number.POSITIVE_INFINITY : found;
  }
}
