/** A text literal in a source. */
export interface Literal {
  /** Offset of the opening quote, and after the closing one. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** A source as far as calls are concerned. */
export interface SourceText {
  /**
   * As long as the source: comments are blanks, and so is what stands between quotes, except for what a template or an
   * f-string computes.
   */
  readonly code: string;
  /** By their start; a text in the hole of another one comes after it. */
  readonly literals: readonly Literal[];
}

/** JavaScript is TypeScript too; `jsx` is either of them where an element may stand. */
export type SourceLanguage = 'javascript' | 'jsx' | 'python';

/** After these a slash divides; anywhere else it starts a regular expression. */
const VALUE_END = /[\w$)\]}"'`]$/;
const KEYWORD_END = /(?:^|[^\w$])(?:return|typeof|case|in|of|do|else|void|delete|throw|new|yield|await)$/;

/** Longer than a regular expression on one line ever is. */
const MOST_PATTERN = 2_000;
/** How often a slash may start no regular expression after all before every further one divides. */
const MOST_FAILURES = 10_000;
/** Templates in holes of templates; deeper ones are texts as a whole. */
const MOST_NESTED = 20;
/** How often a `<` may start no element after all before every further one compares. */
const MOST_ELEMENTS_FAILED = 20;
const F_STRING = /(?<![\w$])(?:[rR]?[fF]|[fF][rR])$/;
const ELEMENT = /<(?:>|[A-Za-z_$][\w$.:-]{0,200}(?=[\s/>])(?!\s{1,20}extends\b))/y;

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
  private elementFailures = 0;
  private nested = 0;
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
    if (this.comment()) return true;
    if (char === '"' || char === "'") this.quoted(char, 1, { oneLine: true });
    else if (char === '`') this.quoted(char, 1, { hole: '${' });
    else if (char === '/' && this.startsValue()) return this.pattern();
    else if (char === '<' && this.language === 'jsx' && this.startsValue()) return this.element();
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
    const long = this.source.startsWith(quote.repeat(3), this.at);
    const computes = F_STRING.test(this.source.slice(Math.max(0, this.at - 3), this.at));
    this.quoted(quote, long ? 3 : 1, { ...(computes ? { hole: '{' } : {}), oneLine: !long });
  }

  /**
   * @param hole what begins code in the text; written twice it is a text itself
   * @param oneLine an unescaped line break ends it: then it is no text at all
   */
  private quoted(
    quote: string,
    quotes: number,
    { hole, oneLine = false }: { readonly hole?: string; readonly oneLine?: boolean },
  ): void {
    const start = this.at;
    const close = quote.repeat(quotes);
    const index = this.literals.length;
    const pieces = this.pieces.length;
    const { from } = this;
    const computes = hole !== undefined && this.nested < MOST_NESTED;
    this.at += quotes;
    let end = this.at;
    while (end < this.source.length && !this.source.startsWith(close, end)) {
      if (oneLine && this.source[end] === '\n') break;
      if (computes && hole === '{' && this.source.startsWith('{{', end)) end += 2;
      else if (computes && this.source.startsWith(hole, end)) {
        this.blank(end);
        this.at = end + hole.length;
        this.hole(oneLine);
        end = this.at;
      } else end += this.source[end] === '\\' ? 2 : 1;
    }
    if (!this.source.startsWith(close, end) || end >= this.source.length) {
      // What began so is no text: all of it stays as it is.
      if (oneLine) {
        this.pieces.length = pieces;
        this.literals.length = index;
        this.from = from;
      }
      this.at = Math.min(end, this.source.length);
      return;
    }
    this.blank(end);
    this.at = end + quotes;
    this.literals.splice(index, 0, { start, end: this.at, value: this.source.slice(start + quotes, end) });
  }

  /** Passes the code in a hole, and its closing brace. @param oneLine a line break ends it */
  private hole(oneLine: boolean): void {
    this.nested += 1;
    for (let depth = 1; this.at < this.source.length; ) {
      const char = this.source[this.at];
      if (char === '\n' && oneLine) break;
      if (char === '{') depth += 1;
      if (char === '}') depth -= 1;
      if (depth === 0) {
        this.at += 1;
        break;
      }
      this.step();
    }
    this.nested -= 1;
  }

  /** True where a value may begin, so that a slash doesn't divide, and `<` doesn't compare. */
  private startsValue(): boolean {
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

  /** Passes an element with everything in it: its text is blank, what stands in braces is code. False for no element. */
  private element(): boolean {
    if (this.nested >= MOST_NESTED || this.elementFailures > MOST_ELEMENTS_FAILED) return false;
    const { at, from } = this;
    const pieces = this.pieces.length;
    const literals = this.literals.length;
    if (this.tags()) return true;
    this.elementFailures += 1;
    this.pieces.length = pieces;
    this.literals.length = literals;
    this.at = at;
    this.from = from;
    return false;
  }

  private tags(): boolean {
    let depth = 0;
    do {
      if (this.source.startsWith('</', this.at)) {
        this.at = this.after('>', this.at);
        depth -= 1;
      } else {
        const opened = this.openingTag();
        if (opened === undefined) return false;
        depth += opened;
      }
      if (depth > 0) this.children();
    } while (depth > 0 && this.at < this.source.length);
    return depth === 0;
  }

  /** Passes an opening tag: 1 where children follow it, 0 where none do; undefined where it is no tag. */
  private openingTag(): 0 | 1 | undefined {
    ELEMENT.lastIndex = this.at;
    const [name] = ELEMENT.exec(this.source) ?? [];
    if (name === undefined) return undefined;
    this.at += name.length;
    if (name.endsWith('>')) return 1;
    while (this.at < this.source.length) {
      const char = this.source[this.at];
      if (char === '>' || this.source.startsWith('/>', this.at)) {
        this.at += char === '>' ? 1 : 2;
        return char === '>' ? 1 : 0;
      }
      if (char === '{') {
        this.at += 1;
        this.hole(false);
      } else if (char === '"' || char === "'") this.attribute(char);
      else if (!this.comment()) this.at += 1;
    }
    return undefined;
  }

  /** A quoted value, in which a backslash is a backslash. */
  private attribute(quote: string): void {
    const end = this.source.indexOf(quote, this.at + 1);
    const start = this.at;
    this.at += 1;
    this.blank(end === -1 ? this.source.length : end);
    this.at = Math.min(this.at + 1, this.source.length);
    this.literals.push({ start, end: this.at, value: this.source.slice(start + 1, this.at - 1) });
  }

  private comment(): boolean {
    if (this.source.startsWith('//', this.at)) this.blank(this.lineEnd());
    else if (this.source.startsWith('/*', this.at)) this.blank(this.after('*/', this.at + 2));
    else return false;
    return true;
  }

  /** Blanks text up to the next tag, and passes the code in braces. */
  private children(): void {
    while (this.at < this.source.length && this.source[this.at] !== '<') {
      if (this.source[this.at] === '{') {
        this.at += 1;
        this.hole(false);
        continue;
      }
      let end = this.at;
      while (end < this.source.length && this.source[end] !== '<' && this.source[end] !== '{') end += 1;
      this.blank(end);
    }
  }
}
