import { type Instant, isJavaBlank, javaTrim, parseInstant } from '../../formats/java-text.ts';
import type { Location } from '../../model/finding.ts';
import { quote } from '../../model/quote.ts';

/** Keys and values of a sidecar, wherever they stand: a whole file, or one entry of a catalog. */
export interface FieldSource {
  /** Path for messages. */
  readonly path: string;
  readonly values: ReadonlyMap<string, string>;
  locate(key: string): Location;
}

/** Makes the error of a field: which code and class it has is its document's business. */
export type FieldFault = (message: string, expected: string, location: Location) => Error;

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * Takes typed values out of a sidecar, each key once; what nobody took in the end is not supported. Messages name keys
 * and never repeat values.
 */
export class Fields {
  private readonly source: FieldSource;
  private readonly fault: FieldFault;
  private readonly left: Set<string>;

  constructor(source: FieldSource, fault: FieldFault) {
    this.source = source;
    this.fault = fault;
    this.left = new Set(source.values.keys());
  }

  /** The error for a key, for callers that check more than this class does. */
  fail(key: string, says: string, expected: string): Error {
    const location = this.source.locate(key);
    const place = location.line === undefined ? this.source.path : `${this.source.path}:${location.line}`;
    return this.fault(`${place} ${quote(key)} ${says}`, expected, location);
  }

  /** Keys that nobody took yet, in the order of the file. */
  rest(): readonly string[] {
    return [...this.left];
  }

  take(key: string): string | undefined {
    this.left.delete(key);
    return this.source.values.get(key);
  }

  demand(key: string): string {
    const value = this.take(key);
    if (value === undefined) throw this.fail(key, 'is missing', 'the key with a value');
    return value;
  }

  /** A trimmed line for people; undefined where the key is absent. */
  text(key: string, maxLength: number): string | undefined {
    const value = this.take(key);
    return value === undefined ? undefined : this.checkText(key, value, maxLength);
  }

  demandText(key: string, maxLength: number): string {
    return this.checkText(key, this.demand(key), maxLength);
  }

  choice<T extends string>(key: string, choices: readonly T[]): T | undefined {
    const value = this.take(key);
    if (value === undefined) return undefined;
    const found = choices.find((each) => each === value);
    if (found === undefined) throw this.fail(key, 'has an unknown value', choices.join(', '));
    return found;
  }

  demandChoice<T extends string>(key: string, choices: readonly T[]): T {
    const found = this.choice(key, choices);
    if (found === undefined) throw this.fail(key, 'is missing', choices.join(', '));
    return found;
  }

  instant(key: string): Instant | undefined {
    const value = this.take(key);
    if (value === undefined) return undefined;
    const instant = parseInstant(value);
    if (instant === undefined) throw this.fail(key, 'is no instant', 'a time like 2026-05-01T00:00:00Z');
    return instant;
  }

  sha256(key: string): string | undefined {
    const value = this.take(key);
    if (value !== undefined && !/^[0-9a-f]{64}$/.test(value))
      throw this.fail(key, 'is no sha-256 digest', '64 lower-case hex digits');
    return value;
  }

  /** The value of a check that must find something. */
  require<T>(key: string, value: T | undefined): T {
    if (value === undefined) throw this.fail(key, 'is missing', 'the key with a value');
    return value;
  }

  /** Refuses what nobody took: a reader that skips unknown keys skips what it should have obeyed. */
  finish(): void {
    const [first] = this.left;
    if (first !== undefined) throw this.fail(first, 'is not supported here', 'only the keys of this format');
  }

  private checkText(key: string, value: string, maxLength: number): string {
    if (isJavaBlank(value)) throw this.fail(key, 'is blank', 'a text');
    const text = javaTrim(value);
    if (CONTROL.test(text)) throw this.fail(key, 'has a control character', 'plain text on one line');
    if (text.length > maxLength) throw this.fail(key, `has ${text.length} characters`, `at most ${maxLength}`);
    return text;
  }
}
