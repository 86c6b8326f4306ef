import { isJavaBlank, javaTrim, parseInstant, parseJavaInt, parseJavaLong, parseToken } from '../formats/java-text.ts';
import type { Sidecar, SidecarEntry } from '../formats/parse-properties.ts';
import { AssayError, inputError } from '../model/errors.ts';
import type { Location } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';

/** The platform's name for everything that is wrong inside a catalog. */
export const INVALID_ENTRY = 'invalid-catalog-entry';

/**
 * Runs a reader of catalogs, and gives what it says of a broken one the platform's own code.
 * @throws AssayError what the reader throws
 */
export function withLegacyCode<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AssayError) || error.code !== INVALID_ENTRY) throw error;
    const { kind, code, message, hint, location } = error;
    const legacyCode = 'invalid_catalog_entry';
    throw new AssayError({ kind, code, message, hint, legacyCode, ...(location === undefined ? {} : { location }) });
  }
}

const SHORT_LIST = 8;
const UNPRINTABLE = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/;

/**
 * Takes typed values out of a sidecar, key by key, and throws for the first that is wrong. What nobody took in the end
 * is not supported. Messages never repeat a value: it may hold a secret.
 */
export class SidecarValues {
  readonly sidecar: Sidecar;
  /** Whether this document may carry the key at all; a key that it may not stays untaken. */
  readonly allows: (key: string) => boolean;
  /** One byte for each entry, 1 once it was taken. */
  private readonly taken: Uint8Array;

  constructor(sidecar: Sidecar, allows: (key: string) => boolean) {
    this.sidecar = sidecar;
    this.allows = allows;
    this.taken = new Uint8Array(sidecar.entries.size);
  }

  fail(key: string, says: string, expected: string): Error {
    const location = this.sidecar.locate(key);
    const place = location.line === undefined ? this.sidecar.path : `${this.sidecar.path}:${location.line}`;
    return inputError(INVALID_ENTRY, `${place} ${quote(key)} ${says}`, `expected ${expected}`, location);
  }

  /** The value as written; undefined where the key is absent or not allowed. */
  take(key: string): string | undefined {
    const entry = this.sidecar.entries.get(key);
    return entry && this.takeEntry(entry);
  }

  /** The value of an entry that is there; undefined where it is not allowed. */
  takeEntry(entry: SidecarEntry): string | undefined {
    if (!this.allows(entry.key)) return undefined;
    this.taken[entry.index] = 1;
    return entry.value;
  }

  /** The value of a key that must be there. */
  demand(key: string, expected: string): string {
    const value = this.take(key);
    if (value !== undefined) return value;
    const similar = nearest(
      key,
      this.left().map((entry) => entry.key),
    );
    const line = similar === undefined ? undefined : this.sidecar.locate(similar).line;
    const hint = line === undefined ? '' : `; line ${line} has ${quote(similar ?? '')}`;
    throw this.fail(key, 'is missing', `${expected}${hint}`);
  }

  /** Entries that nobody took, in file order. */
  left(): SidecarEntry[] {
    if (!this.taken.includes(0)) return [];
    return [...this.sidecar.entries.values()].filter(({ index }) => this.taken[index] !== 1);
  }

  locate(key: string): Location {
    return this.sidecar.locate(key);
  }

  /** A non-blank line for people, trimmed. */
  checkText(key: string, value: string, maxLength = Number.POSITIVE_INFINITY): string {
    if (isJavaBlank(value)) throw this.fail(key, 'is blank', 'a text');
    if (UNPRINTABLE.test(value)) throw this.fail(key, 'has a control character', 'plain text');
    const text = javaTrim(value);
    if (text.length > maxLength)
      throw this.fail(key, `has ${text.length} characters`, `at most ${maxLength} characters`);
    return text;
  }

  text(key: string, maxLength?: number): string | undefined {
    const value = this.take(key);
    return value === undefined ? undefined : this.checkText(key, value, maxLength);
  }

  demandText(key: string, expected: string, maxLength?: number): string {
    return this.checkText(key, this.demand(key, expected), maxLength);
  }

  /** A text that a check finds nothing wrong with. */
  checkWith(key: string, value: string, check: (text: string) => string | undefined, expected: string): string {
    const text = this.checkText(key, value);
    const fault = check(text);
    if (fault !== undefined) throw this.fail(key, fault, expected);
    return text;
  }

  checkChoice<T extends string>(key: string, value: string, words: readonly T[]): T {
    const text = this.checkText(key, value).toLowerCase();
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) throw this.fail(key, 'has an unknown value', words.join(' or '));
    return word;
  }

  checkToken(key: string, value: string, maxLength?: number): string {
    if (maxLength !== undefined && javaTrim(value).length > maxLength)
      throw this.fail(key, 'has a name that is too long', `at most ${maxLength} characters`);
    const token = parseToken(value);
    if (token === undefined)
      throw this.fail(
        key,
        'is not a valid name',
        'letters, digits, ".", "_" and "-", with a letter or digit at both ends',
      );
    return token;
  }

  /** A comma-separated list, blank for none; repeats are dropped or, where `unique`, refused. */
  checkList(key: string, value: string, each: (part: string) => string, unique = false): readonly string[] {
    if (isJavaBlank(value)) return [];
    const parts = value.split(',');
    const list: string[] = [];
    // A set for each short list of thousands of entries takes longer than to look through it.
    const seen = parts.length > SHORT_LIST ? new Set<string>() : undefined;
    for (const part of parts) {
      const item = each(part);
      if (seen === undefined ? !list.includes(item) : !seen.has(item)) {
        list.push(item);
        seen?.add(item);
      } else if (unique) throw this.fail(key, `names ${quote(item)} twice`, 'each name once');
    }
    return list;
  }

  checkSha256(key: string, value: string): string {
    const text = this.checkText(key, value);
    if (!/^[0-9a-f]{64}$/.test(text)) throw this.fail(key, 'is no sha-256 digest', '64 lower-case hex digits');
    return text;
  }

  checkSize(key: string, value: string, max: number): number {
    const size = parseJavaLong(value);
    if (size === undefined || size < 0) throw this.fail(key, 'is no size', 'a number of bytes');
    if (size > max) throw this.fail(key, 'is over the limit', `at most ${max} bytes`);
    return size;
  }

  /** `Integer.parseInt` of at least 1. */
  checkPositive(key: string, value: string): number {
    const number = parseJavaInt(value);
    if (number === undefined || number < 1) throw this.fail(key, 'is no version number', 'a positive integer');
    return number;
  }

  checkInstant(key: string, value: string): string {
    if (parseInstant(value) === undefined) throw this.fail(key, 'is no instant', 'a time like 2026-05-01T00:00:00Z');
    return value;
  }
}
