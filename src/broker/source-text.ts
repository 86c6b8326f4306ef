/** A text literal in a source. */
export interface Literal {
  /** Offset of the opening quote, and after the closing one. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** A source as far as calls are concerned. */
export interface SourceText {
  /** As long as the source: comments are blanks, and so is what stands between quotes. */
  readonly code: string;
  readonly literals: readonly Literal[];
}

export type SourceLanguage = 'javascript' | 'python';

/** After these a slash divides; anywhere else it starts a regular expression. */
const VALUE_END = /[\w$)\]}"'`]$/;
const KEYWORD_END = /(?:^|[^\w$])(?:return|typeof|case|in|of|do|else|void|delete|throw|new|yield|await)$/;

/** Longer than a regular expression on one line ever is. */
const MOST_PATTERN = 2_000;
/** How often a slash may start no regular expression after all before every further one divides. */
const MOST_FAILURES = 10_000;

/** Takes comments and texts out of a source, without understanding more of the language than that. Never throws. */
export function sourceText(source: string, language: SourceLanguage): SourceText {
  return new Reader(source, language).read();
}

class Reader {
  private readonly literals: Literal[] = [];
  private readonly pieces: string[] = [];
  private at = 0;
  /** Where what is not yet in pieces starts. */
  private from = 0;
  private failures = 0;
  private readonly source: string;
  private readonly language: SourceLanguage;

  constructor(source: string, language: SourceLanguage) {
    this.source = source;
    this.language = language;
  }

  read(): SourceText {
    while (this.at < this.source.length) this.step();
    this.pieces.push(this.source.slice(this.from));
    return { code: this.pieces.join(''), literals: this.literals };
  }

  private step(): void {
    const moved = this.language === 'python' ? this.pythonStep() : this.javascriptStep();
    if (!moved) this.at += 1;
  }

  /** True where a comment or a text was passed. */
  private pythonStep(): boolean {
    const char = this.source[this.at];
    if (char === '#') this.blank(this.lineEnd());
    else if (char === '"' || char === "'") this.pythonText(char);
    else return false;
    return true;
  }

  private javascriptStep(): boolean {
    const char = this.source[this.at];
    if (this.source.startsWith('//', this.at)) this.blank(this.lineEnd());
    else if (this.source.startsWith('/*', this.at)) this.blank(this.after('*/', this.at + 2));
    else if (char === '"' || char === "'" || char === '`') this.quoted(char, char !== '`');
    else if (char === '/' && this.startsPattern()) return this.pattern();
    else return false;
    return true;
  }

  private lineEnd(): number {
    const end = this.source.indexOf('\n', this.at);
    return end === -1 ? this.source.length : end;
  }

  private after(end: string, from: number): number {
    const found = this.source.indexOf(end, from);
    return found === -1 ? this.source.length : found + end.length;
  }

  /** Blanks everything up to an offset; line breaks stay. */
  private blank(end: number): void {
    this.pieces.push(this.source.slice(this.from, this.at), this.source.slice(this.at, end).replace(/[^\n]/g, ' '));
    this.at = end;
    this.from = end;
  }

  private pythonText(quote: string): void {
    const long = quote.repeat(3);
    if (!this.source.startsWith(long, this.at)) {
      this.quoted(quote, true);
      return;
    }
    let end = this.at + 3;
    while (end < this.source.length && !this.source.startsWith(long, end)) end += this.source[end] === '\\' ? 2 : 1;
    this.text(this.at + 3, end, end + 3);
  }

  /** @param oneLine an unescaped line break ends it: then it is no text at all */
  private quoted(quote: string, oneLine: boolean): void {
    let end = this.at + 1;
    while (end < this.source.length && this.source[end] !== quote) {
      if (oneLine && this.source[end] === '\n') break;
      end += this.source[end] === '\\' ? 2 : 1;
    }
    if (this.source[end] === quote) this.text(this.at + 1, end, end + 1);
    else this.at = Math.min(end, this.source.length);
  }

  private text(from: number, to: number, end: number): void {
    const start = this.at;
    const last = Math.min(end, this.source.length);
    this.literals.push({ start, end: last, value: this.source.slice(from, to) });
    this.pieces.push(this.source.slice(this.from, from));
    this.pieces.push(this.source.slice(from, to).replace(/[^\n]/g, ' '));
    this.from = Math.min(to, this.source.length);
    this.at = last;
  }

  private startsPattern(): boolean {
    const before = this.source.slice(Math.max(0, this.at - 40), this.at).trimEnd();
    return before === '' || !VALUE_END.test(before) || KEYWORD_END.test(before);
  }

  private pattern(): boolean {
    if (this.failures > MOST_FAILURES) return false;
    let inClass = false;
    const last = Math.min(this.source.length, this.at + MOST_PATTERN);
    for (let end = this.at + 1; end < last; end += 1) {
      const char = this.source[end];
      if (char === '\n') break;
      if (char === '\\') end += 1;
      else if (char === '[') inClass = true;
      else if (char === ']') inClass = false;
      else if (char === '/' && !inClass) {
        this.blank(end + 1);
        return true;
      }
    }
    this.failures += 1;
    return false;
  }
}
