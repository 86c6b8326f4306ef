import { Lines } from './lines.ts';
import { pointerTokens } from './pointer.ts';

/** A value that starts somewhere; what it holds is looked into when it is asked for. */
interface Place {
  readonly start: number;
  children?: ReadonlyMap<string, Place>;
}

const SPACE = /[ \t\n\r]*/y;
/** The next character that matters to nesting. */
const STRUCTURE = /["[\]{}]/g;
const SCALAR_END = /[,\]}\s]/g;

/** Where the values of a JSON text stand. The text has been parsed already, so that it is known to be well-formed. */
export class Places {
  private readonly text: string;
  private readonly root: Place;
  private readonly lines: Lines;

  constructor(text: string) {
    this.text = text;
    this.root = { start: this.space(0) };
    this.lines = new Lines(text);
  }

  /** Line and column of the value at an RFC 6901 pointer, or of its nearest existing parent. */
  of(pointer: string): { line: number; column: number } {
    let place = this.root;
    for (const token of pointerTokens(pointer)) {
      place.children ??= this.childrenOf(place.start);
      const child = place.children.get(token);
      if (child === undefined) break;
      place = child;
    }
    return this.lines.at(place.start);
  }

  private childrenOf(start: number): ReadonlyMap<string, Place> {
    const found = new Map<string, Place>();
    const open = this.text[start];
    if (open !== '{' && open !== '[') return found;
    for (let at = this.space(start + 1); this.text[at] !== '}' && this.text[at] !== ']'; ) {
      let name = String(found.size);
      if (open === '{') {
        const end = this.stringEnd(at);
        name = JSON.parse(this.text.slice(at, end));
        at = this.space(this.space(end) + 1);
      }
      found.set(name, { start: at });
      at = this.space(this.valueEnd(at));
      if (this.text[at] === ',') at = this.space(at + 1);
    }
    return found;
  }

  private valueEnd(start: number): number {
    const first = this.text[start];
    if (first === '"') return this.stringEnd(start);
    if (first !== '{' && first !== '[') {
      SCALAR_END.lastIndex = start;
      return SCALAR_END.exec(this.text)?.index ?? this.text.length;
    }
    let depth = 0;
    for (let at = start; ; ) {
      STRUCTURE.lastIndex = at;
      const match = STRUCTURE.exec(this.text);
      if (match === null) return this.text.length;
      at = match.index + 1;
      if (match[0] === '"') at = this.stringEnd(match.index);
      else depth += match[0] === '{' || match[0] === '[' ? 1 : -1;
      if (depth === 0) return at;
    }
  }

  /** The offset after a string's closing quote. */
  private stringEnd(start: number): number {
    for (let at = start + 1; ; ) {
      const quote = this.text.indexOf('"', at);
      if (quote === -1) return this.text.length;
      let slashes = quote;
      while (this.text[slashes - 1] === '\\') slashes -= 1;
      if ((quote - slashes) % 2 === 0) return quote + 1;
      at = quote + 1;
    }
  }

  private space(at: number): number {
    SPACE.lastIndex = at;
    SPACE.test(this.text);
    return SPACE.lastIndex;
  }
}
