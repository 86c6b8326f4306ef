import { inputError } from '../errors.ts';
import { DEPTH } from '../limits.ts';
import { quote } from '../quote.ts';
import { Lines } from './lines.ts';
import type { JsonValue } from './value.ts';

export interface JsonParseOptions {
  /** Shown in messages: the path as the user gave it. */
  readonly path: string;
  /** Deepest nesting of arrays and objects; 200 unless told. */
  readonly maxDepth?: number;
  /** Size limit in bytes; none unless told. */
  readonly maxBytes?: number;
  /** Refuse every number that is not written as an integer, or that a double can't hold exactly. */
  readonly integersOnly?: boolean;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const SPACE = /[ \t\n\r]*/y;

/** One strict pass over a text. */
export class JsonParser {
  private at = 0;
  private readonly text: string;
  private readonly path: string;
  private readonly maxDepth: number;
  private readonly integersOnly: boolean;

  constructor(text: string, options: JsonParseOptions) {
    this.text = text;
    this.path = options.path;
    this.maxDepth = options.maxDepth ?? DEPTH.ownFormats;
    this.integersOnly = options.integersOnly ?? false;
  }

  document(): JsonValue {
    if (this.text.charCodeAt(0) === 0xfeff)
      this.fail('json-byte-order-mark', 'starts with a byte order mark', 'save the file as utf-8 without one');
    this.space();
    if (this.at >= this.text.length)
      this.fail('json-empty', 'holds no json value', 'check that the file was written completely');
    const value = this.value(0);
    this.space();
    if (this.at < this.text.length)
      this.fail('json-trailing-content', 'has content after the json value', 'keep one json value per file');
    return value;
  }

  private value(depth: number): JsonValue {
    const char = this.text[this.at];
    switch (char) {
      case '{':
        return this.object(depth + 1);
      case '[':
        return this.array(depth + 1);
      case '"':
        return this.string();
      case 't':
        return this.literal('true', true);
      case 'f':
        return this.literal('false', false);
      case 'n':
        return this.literal('null', null);
      default:
        return this.number();
    }
  }

  private object(depth: number): JsonValue {
    this.enter(depth);
    const members: Record<string, JsonValue> = {};
    this.space();
    if (this.take('}')) return members;
    for (;;) {
      this.space();
      const start = this.at;
      if (this.text[this.at] !== '"')
        this.fail(
          'json-syntax',
          'expected a member name in double quotes',
          'quote the name, and remove a trailing comma',
        );
      const key = this.string();
      if (key === '__proto__') this.fail('json-proto-key', 'has a member named __proto__', 'rename the member', start);
      if (Object.hasOwn(members, key))
        this.fail(
          'json-duplicate-key',
          `has the member ${quote(key)} twice in one object`,
          'keep one of the two',
          start,
        );
      this.space();
      if (!this.take(':')) this.fail('json-syntax', 'expected ":" after a member name', 'write "name": value');
      this.space();
      members[key] = this.value(depth);
      this.space();
      if (this.take('}')) return members;
      if (!this.take(',')) this.fail('json-syntax', 'expected "," or "}" in an object', 'separate members with commas');
    }
  }

  private array(depth: number): JsonValue {
    this.enter(depth);
    const items: JsonValue[] = [];
    this.space();
    if (this.take(']')) return items;
    for (;;) {
      this.space();
      items.push(this.value(depth));
      this.space();
      if (this.take(']')) return items;
      if (!this.take(',')) this.fail('json-syntax', 'expected "," or "]" in an array', 'separate items with commas');
    }
  }

  private enter(depth: number): void {
    if (depth > this.maxDepth)
      this.fail('json-too-deep', `is nested deeper than ${this.maxDepth} levels`, 'flatten the document');
    this.at += 1;
  }

  private string(): string {
    const start = this.at;
    this.at += 1;
    let simple = true;
    for (;;) {
      PLAIN.lastIndex = this.at;
      PLAIN.test(this.text);
      this.at = PLAIN.lastIndex;
      const char = this.text[this.at];
      if (char === '"') break;
      if (char !== '\\')
        this.fail(
          'json-syntax',
          char === undefined ? 'ends inside a string' : 'has a control character in a string',
          'close the string, and escape control characters',
        );
      simple = false;
      this.escape();
    }
    this.at += 1;
    const raw = this.text.slice(start, this.at);
    const value: unknown = simple ? raw.slice(1, -1) : JSON.parse(raw);
    if (typeof value !== 'string' || !value.isWellFormed())
      this.fail('json-lone-surrogate', 'has half of a surrogate pair in a string', 'write the whole character', start);
    return value;
  }

  private escape(): void {
    const next = this.text[this.at + 1] ?? '';
    if (next === 'u') {
      if (!/^[0-9a-fA-F]{4}$/.test(this.text.slice(this.at + 2, this.at + 6)))
        this.fail('json-syntax', 'has a broken \\u escape', 'write \\u and four hex digits');
      this.at += 6;
    } else if ('"\\/bfnrt'.includes(next) && next !== '') {
      this.at += 2;
    } else {
      this.fail('json-syntax', 'has an unknown escape in a string', 'use one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u');
    }
  }

  private number(): number {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (!match)
      this.fail(
        'json-syntax',
        this.at >= this.text.length ? 'ends where a value was expected' : 'has something here that is no json value',
        'expected an object, array, string, number, true, false or null',
      );
    const value = Number(match[0]);
    if (!Number.isFinite(value))
      this.fail('json-number-range', 'has a number outside the range of a double', 'write it as a string');
    if (this.integersOnly && !(/^(?:0|-?[1-9]\d*)$/.test(match[0]) && Number.isSafeInteger(value)))
      this.fail('json-not-an-integer', 'has a number that is no exact integer', 'write whole numbers, without . and e');
    this.at = NUMBER.lastIndex;
    return value;
  }

  private literal<T extends JsonValue>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at))
      this.fail('json-syntax', 'has something here that is no json value', 'expected true, false or null');
    this.at += word.length;
    return value;
  }

  private space(): void {
    SPACE.lastIndex = this.at;
    SPACE.test(this.text);
    this.at = SPACE.lastIndex;
  }

  private take(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  private fail(code: string, message: string, hint: string, offset = this.at): never {
    const place = new Lines(this.text).at(offset);
    throw inputError(code, `${this.path}:${place.line}:${place.column} ${message}`, hint, {
      path: this.path,
      ...place,
    });
  }
}
