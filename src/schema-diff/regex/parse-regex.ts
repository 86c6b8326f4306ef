import { type CharSet, charSet, complementOf, unionOf } from './char-set.ts';
import { NOTHING, type Regex } from './syntax.ts';
import { DIGIT, LINE_END, SPACE, unicodeProperty, WORD } from './unicode-classes.ts';

/** Thrown for syntax that this parser doesn't know; the pattern is then opaque. */
export class RegexSyntaxError extends Error {
  override readonly name = 'RegexSyntaxError';
}

const CONTROL: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };
const DOT = complementOf(LINE_END);

/**
 * Parses an ECMA-262 pattern in Unicode mode. Callers let the engine's own RegExp check the syntax first.
 * @throws RegexSyntaxError
 */
export function parseRegex(source: string): Regex {
  const parser = new RegexParser(source);
  return parser.whole();
}

class RegexParser {
  private readonly source: string;
  private at = 0;
  private depth = 0;

  constructor(source: string) {
    this.source = source;
  }

  whole(): Regex {
    const regex = this.alternatives();
    if (this.at < this.source.length) this.fail();
    return regex;
  }

  private alternatives(): Regex {
    this.depth += 1;
    if (this.depth > 200) this.fail();
    const parts = [this.sequence()];
    while (this.take('|')) parts.push(this.sequence());
    this.depth -= 1;
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'alt', parts };
  }

  private sequence(): Regex {
    const parts: Regex[] = [];
    for (;;) {
      const char = this.source[this.at];
      if (char === undefined || char === '|' || char === ')') break;
      parts.push(this.quantified(this.atom()));
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'concat', parts };
  }

  private quantified(body: Regex): Regex {
    const range = this.quantifier();
    if (range === undefined) return body;
    this.take('?');
    return { kind: 'repeat', body, min: range[0], max: range[1] };
  }

  private quantifier(): readonly [number, number] | undefined {
    if (this.take('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.take('?')) return [0, 1];
    const counted = /^\{(\d+)(,(\d*))?\}/.exec(this.source.slice(this.at, this.at + 40));
    if (counted === null) return undefined;
    this.at += counted[0].length;
    const min = Number(counted[1]);
    if (counted[2] === undefined) return [min, min];
    return [min, counted[3] ? Number(counted[3]) : Number.POSITIVE_INFINITY];
  }

  private atom(): Regex {
    const char = this.source[this.at];
    switch (char) {
      case '^':
        this.at += 1;
        return { kind: 'start' };
      case '$':
        this.at += 1;
        return { kind: 'end' };
      case '.':
        this.at += 1;
        return { kind: 'set', set: DOT };
      case '(':
        return this.group();
      case '[':
        return { kind: 'set', set: this.charClass() };
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ']':
        return this.fail();
      default:
        return { kind: 'set', set: single(this.codePoint()) };
    }
  }

  private group(): Regex {
    this.at += 1;
    let irregular = false;
    if (this.take('?')) {
      if (this.take('=') || this.take('!') || this.take('<=') || this.take('<!')) irregular = true;
      else if (this.take('<')) this.at = this.source.indexOf('>', this.at) + 1;
      else if (!this.take(':')) this.fail();
    }
    const body = this.alternatives();
    if (!this.take(')')) this.fail();
    return irregular ? { kind: 'irregular', body } : body;
  }

  private escape(): Regex {
    const next = this.source[this.at + 1] ?? this.fail();
    if (next === 'b' || next === 'B') {
      this.at += 2;
      return { kind: 'irregular', body: NOTHING };
    }
    if (next === 'k' || /[1-9]/.test(next)) {
      this.at += 2;
      const reference = next === 'k' ? /^<[^>]*>/ : /^\d*/;
      this.at += reference.exec(this.source.slice(this.at))?.[0].length ?? 0;
      return { kind: 'irregular', body: NOTHING };
    }
    return { kind: 'set', set: this.classEscape() };
  }

  /** An escape that names a set of characters, inside or outside of brackets. */
  private classEscape(): CharSet {
    const next = this.source[this.at + 1] ?? this.fail();
    this.at += 2;
    switch (next) {
      case 'd':
        return DIGIT;
      case 'D':
        return complementOf(DIGIT);
      case 'w':
        return WORD;
      case 'W':
        return complementOf(WORD);
      case 's':
        return SPACE;
      case 'S':
        return complementOf(SPACE);
      case 'p':
      case 'P': {
        const close = this.source.indexOf('}', this.at);
        const set = unicodeProperty(this.source.slice(this.at + 1, close)) ?? this.fail();
        this.at = close + 1;
        return next === 'p' ? set : complementOf(set);
      }
      case 'c':
        return single((this.source.charCodeAt(this.at++) || this.fail()) % 32);
      case '0':
        return single(0);
      case 'x':
        return single(this.hex(2));
      case 'u':
        return single(this.unicodeEscape());
      default: {
        const control = CONTROL[next];
        if (control !== undefined) return single(control);
        this.at -= 1;
        return single(this.codePoint());
      }
    }
  }

  private unicodeEscape(): number {
    if (this.take('{')) {
      const close = this.source.indexOf('}', this.at);
      const value = Number.parseInt(this.source.slice(this.at, close), 16);
      this.at = close + 1;
      return value;
    }
    const high = this.hex(4);
    const paired = /^\\u([dD][c-fC-F][0-9a-fA-F]{2})/.exec(this.source.slice(this.at, this.at + 6));
    if (high < 0xd800 || high > 0xdbff || paired === null) return high;
    this.at += 6;
    return 0x10000 + (high - 0xd800) * 0x400 + (Number.parseInt(paired[1] ?? '', 16) - 0xdc00);
  }

  private hex(digits: number): number {
    const text = this.source.slice(this.at, this.at + digits);
    if (!/^[0-9a-fA-F]+$/.test(text) || text.length !== digits) this.fail();
    this.at += digits;
    return Number.parseInt(text, 16);
  }

  private charClass(): CharSet {
    this.at += 1;
    const negated = this.take('^');
    const sets: CharSet[] = [];
    while (!this.take(']')) {
      const from = this.classMember();
      if (this.source[this.at] === '-' && this.source[this.at + 1] !== ']') {
        this.at += 1;
        const to = this.classMember();
        const [lo, hi] = [only(from), only(to)];
        if (lo === undefined || hi === undefined) this.fail();
        else sets.push(charSet([[lo, hi]]));
      } else sets.push(from);
    }
    const set = unionOf(sets);
    return negated ? complementOf(set) : set;
  }

  private classMember(): CharSet {
    const char = this.source[this.at];
    if (char === undefined) this.fail();
    if (char !== '\\') return single(this.codePoint());
    if (this.source[this.at + 1] === 'b') {
      this.at += 2;
      return single(8);
    }
    return this.classEscape();
  }

  private codePoint(): number {
    const value = this.source.codePointAt(this.at) ?? this.fail();
    this.at += value > 0xffff ? 2 : 1;
    return value;
  }

  private take(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private fail(): never {
    throw new RegexSyntaxError(`can't read ${JSON.stringify(this.source)} at ${this.at}`);
  }
}

/** One code point; a lone surrogate matches no text, so it is the empty set. */
function single(codePoint: number): CharSet {
  return charSet([[codePoint, codePoint]]);
}

function only(set: CharSet): number | undefined {
  return set.length === 2 && set[0] === set[1] ? set[0] : undefined;
}
