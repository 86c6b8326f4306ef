import { CONTROL, isJavaBlank, javaTrim, parseJavaInt, parseJavaLong, parseToken } from '../formats/java-text.ts';
import { digestJson } from '../model/digest.ts';
import type { Location } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import type { DuplicateKey, InvalidValue, MissingKey, Placeholder, UnknownKey } from './crypta-model.ts';
import type { CryptaProperties, PropertyEntry } from './parse-crypta-properties.ts';

/** Looking for what a key may have been meant for is slow work, and nobody reads that many suggestions. */
const MAX_EXPLAINED = 20;

const LISTS = [
  ['app.service.', 'app.services.provides'],
  ['app.service-request.', 'app.services.requests'],
  ['app.data.schema.namespace.', 'app.data.schema.namespaces'],
  ['app.data.migration.', 'app.data.migrations'],
] as const;

const PLACEHOLDER = /\$\{([A-Za-z_][A-Za-z0-9_.-]*)\}/g;

/**
 * Reads typed values out of a manifest's entries. A wrong value is noted and read as absent; a value that a template
 * leaves open (`${name}`) is neither wrong nor there. Every key that was asked for is a known one.
 */
export class ManifestValues {
  readonly missing: MissingKey[] = [];
  readonly invalid: InvalidValue[] = [];
  private readonly path: string;
  private readonly entries: readonly PropertyEntry[];
  private readonly last: ReadonlyMap<string, PropertyEntry>;
  private readonly asked = new Set<string>();

  constructor(properties: CryptaProperties) {
    this.path = properties.path;
    this.entries = properties.entries;
    this.last = new Map(properties.entries.map((entry) => [entry.key, entry]));
  }

  /** True where the key is written at all. */
  has(key: string): boolean {
    return this.last.has(key);
  }

  /** The place of a key's last entry, or of the file. */
  locate(key: string): Location {
    const entry = this.last.get(key);
    return entry ? { path: this.path, line: entry.line, column: entry.column } : { path: this.path };
  }

  /**
   * Notes that a key's value is wrong. The message must not repeat the value.
   * @param against keys beside whose values it is wrong
   */
  reject(key: string, message: string, expected: string, ...against: readonly string[]): undefined {
    const digest = digestJson([key, ...against].map((name) => this.last.get(name)?.value ?? null));
    this.invalid.push({ key, location: this.locate(key), message: `${key} ${message}`, expected, digest });
    return undefined;
  }

  /** Notes that a key is absent; `because` is the key that makes it required. */
  require(key: string, expected: string, because?: string): undefined {
    this.asked.add(key);
    this.missing.push({ key, location: because === undefined ? { path: this.path } : this.locate(because), expected });
    return undefined;
  }

  /** A value as the platform takes it: trimmed, and never blank. */
  text(key: string): string | undefined {
    this.asked.add(key);
    const entry = this.last.get(key);
    if (!entry) return undefined;
    const value = javaTrim(entry.value);
    if (value === '' || isJavaBlank(value)) return this.reject(key, 'is blank', 'a value, or no such line');
    return value;
  }

  /** True where the key is written with nothing after it, which app-service metadata takes for absent. */
  isEmpty(key: string): boolean {
    const entry = this.last.get(key);
    if (!entry || !isJavaBlank(javaTrim(entry.value))) return false;
    this.asked.add(key);
    return true;
  }

  /** Text for people: one line, no control characters, of at most `maxLength` UTF-16 units. */
  line(key: string, maxLength = Number.POSITIVE_INFINITY): string | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    if (CONTROL.test(value)) return this.reject(key, 'has a control character', 'one line of plain text');
    if (value.length > maxLength)
      return this.reject(key, `has ${value.length} characters`, `at most ${maxLength} characters`);
    return value;
  }

  /** A value that is written in full; undefined where a template leaves it open. */
  private closed(key: string): string | undefined {
    const value = this.text(key);
    return value === undefined || hasPlaceholder(value) ? undefined : value;
  }

  /** `Integer.parseInt` of at least `min`. */
  integer(key: string, min: number): number | undefined {
    return this.number(key, min, parseJavaInt);
  }

  /** `Long.parseLong` of at least `min`. */
  long(key: string, min: number): number | undefined {
    return this.number(key, min, parseJavaLong);
  }

  private number(key: string, min: number, parse: (text: string) => number | undefined): number | undefined {
    const value = this.closed(key);
    if (value === undefined) return undefined;
    const number = parse(value);
    const expected = min === 1 ? 'a positive integer' : `an integer of at least ${min}`;
    if (number === undefined) return this.reject(key, 'is not an integer in range', expected);
    return number < min ? this.reject(key, `is below ${min}`, expected) : number;
  }

  boolean(key: string): boolean | undefined {
    const value = this.choice(key, ['true', 'false']);
    return value === undefined ? undefined : value === 'true';
  }

  /** One of a few words, in any case. */
  choice<T extends string>(key: string, words: readonly T[]): T | undefined {
    const value = this.closed(key);
    if (value === undefined) return undefined;
    const found = words.find((word) => word === value.toLowerCase());
    return found ?? this.reject(key, 'has an unknown value', words.join(' or '));
  }

  token(key: string, maxLength = Number.POSITIVE_INFINITY): string | undefined {
    const value = this.closed(key);
    if (value === undefined) return undefined;
    return parseToken(value, maxLength) ?? this.reject(key, 'is not a valid name', tokenRule(maxLength));
  }

  /** A comma-separated list of tokens, in the order written, without repeats; empty where absent or wrong. */
  tokens(key: string, maxLength = Number.POSITIVE_INFINITY, maxCount = Number.POSITIVE_INFINITY): readonly string[] {
    const value = this.closed(key);
    if (value === undefined) return [];
    const parts = value.split(',');
    if (parts.length > maxCount) {
      this.reject(key, `names ${parts.length} things`, `at most ${maxCount}`);
      return [];
    }
    const tokens = new Set<string>();
    for (const [index, part] of parts.entries()) {
      const token = parseToken(part, maxLength);
      if (token === undefined) {
        const what = javaTrim(part) === '' ? 'is blank' : 'is not a valid name';
        this.reject(key, `has an element (number ${index + 1}) that ${what}`, tokenRule(maxLength));
        return [];
      }
      tokens.add(token);
    }
    return [...tokens];
  }

  duplicates(): DuplicateKey[] {
    const first = new Map<string, PropertyEntry>();
    const found: DuplicateKey[] = [];
    for (const entry of this.entries) {
      const earlier = first.get(entry.key);
      if (earlier) {
        const location = { path: this.path, line: entry.line, column: entry.column };
        const digest = digestJson([earlier.value, entry.value]);
        const sameValue = earlier.value === entry.value;
        found.push({ key: entry.key, location, firstLine: earlier.line, sameValue, digest });
      } else first.set(entry.key, entry);
    }
    return found;
  }

  /** Keys that nobody asked for. */
  unknown(): UnknownKey[] {
    return this.entries
      .filter((entry) => !this.asked.has(entry.key))
      .map(({ key, line, column }, index) => {
        const location = { path: this.path, line, column };
        return { key, location, ...(index < MAX_EXPLAINED ? this.explain(key) : {}) };
      });
  }

  /** What an unknown key may have been meant for. */
  private explain(key: string): Pick<UnknownKey, 'suggestion' | 'listedIn'> {
    const [prefix, list] = LISTS.find(([start]) => key.startsWith(start)) ?? ['', undefined];
    const family = key.slice(0, key.lastIndexOf('.') + 1);
    const known = [...this.asked].filter((candidate) => candidate.startsWith(prefix));
    const suggestion = nearest(key, known);
    const listed = list === undefined || known.some((candidate) => candidate.startsWith(family));
    return {
      ...(suggestion === undefined ? {} : { suggestion }),
      ...(listed ? {} : { listedIn: list }),
    };
  }

  placeholders(): Placeholder[] {
    return [...this.last.values()]
      .flatMap(({ key, value, line, column }) =>
        [...value.matchAll(PLACEHOLDER)].map((match) => ({
          key,
          name: match[1] ?? '',
          location: { path: this.path, line, column },
        })),
      )
      .sort((a, b) => a.location.line - b.location.line);
  }
}

/** True where a template leaves a part of the value open. */
export function hasPlaceholder(value: string): boolean {
  return value.search(PLACEHOLDER) !== -1;
}

function tokenRule(maxLength: number): string {
  const length = Number.isFinite(maxLength) ? ` of at most ${maxLength} characters` : '';
  return `letters, digits, ".", "_" and "-"${length}, with a letter or digit at both ends`;
}
