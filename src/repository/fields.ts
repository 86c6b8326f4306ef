import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { quote } from '../model/quote.ts';
import { breach } from './breach.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** True for a whole number from 0 to 2^53 - 1. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** True for 64 lower-case hex digits. */
export function isSha256(value: unknown): value is string {
  return typeof value === 'string' && SHA256.test(value);
}

/** Typed access to a signed object. What is missing or of another type is `metadata-invalid`. */
export class Fields {
  readonly path: string;
  private readonly object: JsonObject;
  private readonly name: string;

  /** @param name what messages call the object */
  constructor(value: JsonValue | undefined, path: string, name: string) {
    this.path = path;
    this.name = name;
    if (!isJsonObject(value)) throw breach('metadata-invalid', `${name} is no object`, path, name);
    this.object = value;
  }

  value(name: string): JsonValue | undefined {
    return Object.hasOwn(this.object, name) ? this.object[name] : undefined;
  }

  has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  fault(member: string, expected: string): Error {
    const where = `${this.name}.${member}`;
    return breach('metadata-invalid', `${quote(where)} is not ${expected}`, this.path, where);
  }

  text(name: string): string {
    const value = this.value(name);
    if (typeof value !== 'string') throw this.fault(name, 'a text');
    return value;
  }

  flag(name: string): boolean {
    const value = this.value(name);
    if (typeof value !== 'boolean') throw this.fault(name, 'true or false');
    return value;
  }

  list(name: string): readonly JsonValue[] {
    const value = this.value(name);
    if (!Array.isArray(value)) throw this.fault(name, 'a list');
    return value;
  }

  texts(name: string): readonly string[] {
    return this.list(name).map((item) => {
      if (typeof item !== 'string') throw this.fault(name, 'a list of texts');
      return item;
    });
  }

  inner(name: string): Fields {
    return new Fields(this.value(name), this.path, `${this.name}.${name}`);
  }

  names(): string[] {
    return Object.keys(this.object);
  }

  /** The members, each as an object. */
  members(): [string, Fields][] {
    return this.names().map((name) => [name, this.inner(name)]);
  }

  /** A whole number from `least` to 2^53 - 1. @throws AssayError version-range (integrity) */
  count(name: string, least: 0 | 1): number {
    const value = this.value(name);
    if (isCount(value) && value >= least) return value;
    throw breach(
      'version-range',
      `${quote(`${this.name}.${name}`)} is no whole number from ${least} to 2^53 - 1`,
      this.path,
      `${this.name}.${name}`,
    );
  }

  /** A UTC instant of the one form. @throws AssayError date-format (integrity) */
  instant(name: string): string {
    const value = this.value(name);
    if (typeof value === 'string' && INSTANT.test(value)) {
      const parsed = new Date(value);
      // Date rolls 30 February over to March, so it must say the same back.
      if (!Number.isNaN(parsed.getTime()) && parsed.toISOString() === value.replace('Z', '.000Z')) return value;
    }
    throw breach(
      'date-format',
      `${quote(`${this.name}.${name}`)} is no instant as 2026-12-31T00:00:00Z`,
      this.path,
      `${this.name}.${name}`,
    );
  }

  /** `hashes` with sha256, and sha512 at most beside it. @throws AssayError hash-alg, hash-encoding (integrity) */
  sha256(subjectOf: () => string): string {
    const hashes = new Fields(this.value('hashes') ?? {}, this.path, `${this.name}.hashes`);
    const names = hashes.names();
    if (!names.includes('sha256') || names.some((name) => name !== 'sha256' && name !== 'sha512'))
      throw breach(
        'hash-alg',
        `gives ${subjectOf()} the digests ${names.join(', ') || 'none'}; sha256 is expected`,
        this.path,
        subjectOf(),
      );
    const digest = hashes.value('sha256');
    if (!isSha256(digest))
      throw breach(
        'hash-encoding',
        `gives ${subjectOf()} a sha256 that is not 64 lower-case hex digits`,
        this.path,
        subjectOf(),
      );
    return digest;
  }
}
