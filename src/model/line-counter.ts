/** The lines of offsets that only grow: a whole text is passed once, however many offsets are asked about. */
export class LineCounter {
  private line = 1;
  private from = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** 1-based line of an offset that is not before the last one asked about. */
  at(offset: number): number {
    for (let next = this.text.indexOf('\n', this.from); next !== -1 && next < offset; ) {
      this.line += 1;
      this.from = next + 1;
      next = this.text.indexOf('\n', this.from);
    }
    return this.line;
  }
}
