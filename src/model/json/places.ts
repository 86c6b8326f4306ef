import { Lines } from './lines.ts';
import { pointerTokens } from './pointer.ts';

/** A value that starts somewhere. What it holds is found when it is asked for, and no further than to what was asked. */
interface Place {
  readonly start: number;
  /** Present for an object or a list that was looked into. */
  inside?: Inside;
}

interface Inside {
  readonly isObject: boolean;
  readonly children: Map<string, Place>;
  /** Where the next child starts, unless the last one has to be passed first. */
  at: number;
  last: Place | undefined;
  done: boolean;
}

const SPACE = /[ \t\n\r]*/y;
/** The next character that matters to nesting. */
const STRUCTURE = /["[\]{}]/g;
const SCALAR_END = /[,\]}\s]/g;

/** Where the values of a JSON text stand. The text has been parsed already, so that it is known to be well-formed. */
export class Places {
  private readonly text: string;
  private readonly isPlain: boolean;
  private readonly root: Place;
  private readonly lines: Lines;

  /** @param isPlain the text is laid out as JSON.stringify does with two spaces, which says where a value ends */
  constructor(text: string, isPlain = false) {
    this.text = text;
    this.isPlain = isPlain;
    this.root = { start: this.space(0) };
    this.lines = new Lines(text);
  }

  /** Line and column of the value at an RFC 6901 pointer, or of its nearest existing parent. */
  of(pointer: string): { line: number; column: number } {
    let place = this.root;
    for (const token of pointerTokens(pointer)) {
      const child = this.child(place, token);
      if (child === undefined) break;
      place = child;
    }
    return this.lines.at(place.start);
  }

  private child(place: Place, name: string): Place | undefined {
    const first = this.text[place.start];
    if (first !== '{' && first !== '[') return undefined;
    place.inside ??= {
      isObject: first === '{',
      children: new Map(),
      at: this.space(place.start + 1),
      last: undefined,
      done: false,
    };
    const { inside } = place;
    while (!inside.done && !inside.children.has(name)) this.advance(inside);
    return inside.children.get(name);
  }

  /** Finds the next child of an object or a list. */
  private advance(inside: Inside): void {
    let { at } = inside;
    if (inside.last !== undefined) {
      at = this.space(this.valueEnd(inside.last.start));
      if (this.text[at] === ',') at = this.space(at + 1);
    }
    if (this.text[at] === '}' || this.text[at] === ']' || at >= this.text.length) {
      inside.done = true;
      return;
    }
    let name = String(inside.children.size);
    if (inside.isObject) {
      const end = this.stringEnd(at);
      name = JSON.parse(this.text.slice(at, end));
      at = this.space(this.space(end) + 1);
    }
    inside.last = { start: at };
    inside.at = at;
    inside.children.set(name, inside.last);
  }

  private valueEnd(start: number): number {
    const first = this.text[start];
    if (first === '"') return this.stringEnd(start);
    if (first !== '{' && first !== '[') {
      SCALAR_END.lastIndex = start;
      return SCALAR_END.exec(this.text)?.index ?? this.text.length;
    }
    if (this.isPlain) return this.blockEnd(start, first === '{' ? '}' : ']');
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

  /** In the plain layout an object or a list ends at the next line that is indented as the one where it starts. */
  private blockEnd(start: number, close: string): number {
    if (this.text[start + 1] === close) return start + 2;
    const line = this.text.lastIndexOf('\n', start) + 1;
    const end = `\n${this.text.slice(line, this.space(line))}${close}`;
    return this.text.indexOf(end, start) + end.length;
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
