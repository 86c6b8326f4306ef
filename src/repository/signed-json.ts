import { isAscii } from 'node:buffer';
import { AssayError } from '../model/errors.ts';
import { CanonicalError, canonicalJson } from '../model/json/canonical.ts';
import { decodeUtf8, parseJson } from '../model/json/parse.ts';
import type { JsonValue } from '../model/json/value.ts';
import { DEPTH } from '../model/limits.ts';
import { type Breach, breach } from './breach.ts';

const RULES: ReadonlyMap<string, Breach> = new Map([
  ['json-duplicate-key', 'json-duplicate-key'],
  ['input-not-utf8', 'json-encoding'],
  ['json-byte-order-mark', 'json-encoding'],
  ['json-lone-surrogate', 'json-encoding'],
  ['json-not-an-integer', 'version-range'],
  ['json-number-range', 'version-range'],
]);

/**
 * Parses signed JSON as strictly as it can be: whole numbers, no duplicate members, at most 32 deep.
 * @throws AssayError json-duplicate-key, json-encoding, json-malformed, version-range (integrity)
 */
export function parseSignedJson(bytes: Uint8Array, path: string): JsonValue {
  try {
    return parseJson(bytes, { path, maxDepth: DEPTH.signedMetadata, integersOnly: true }).value;
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    const says = error.message.replace(/^\S+?:(\d+):(\d+) /, 'at $1:$2 ').replace(`${path} `, '');
    throw breach(RULES.get(error.code) ?? 'json-malformed', says, path);
  }
}

/**
 * Parses bytes that have to be the one canonical form of what they say. What is so is found to be so quickly; whatever
 * is not is read again by the strict parser, which says what is wrong.
 * @throws AssayError as parseSignedJson and assertCanonical do
 */
export function parseCanonicalJson(bytes: Uint8Array, path: string): JsonValue {
  const quick = quickCanonical(bytes);
  if (quick !== undefined) return quick;
  const value = parseSignedJson(bytes, path);
  assertCanonical(bytes, value, path);
  return value;
}

/**
 * What bytes say, where they are plainly the canonical form of it; undefined where somebody has to look more closely. Of
 * all texts without escapes and exponents that say one thing, the canonical one is the shortest, and those as short
 * differ from it in the order of members alone: white space, a duplicate member and `-0` make a text longer.
 */
function quickCanonical(bytes: Uint8Array): JsonValue | undefined {
  try {
    const text = textOf(bytes);
    if (text.includes('\\') || text.includes('"__proto__"') || FRACTION.test(text)) return undefined;
    const value: JsonValue = JSON.parse(text);
    return canonicalLength(value, 1) === text.length ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Most bytes are ASCII, which needs no decoding. @throws TypeError where they are not UTF-8 */
function textOf(bytes: Uint8Array): string {
  if (!isAscii(bytes)) return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/**
 * A member whose number is not written as digits alone; without backslashes, a quote before a colon ends a name. White
 * space around the colon makes up for what `1E9` saves.
 */
const FRACTION = /"\s*:\s*-?\d+[.eE]/;

/**
 * Length of the canonical text of a value whose members stand in order; NaN where they don't, where it nests too deep,
 * and for numbers that are not whole or stand elsewhere than in a member.
 */
function canonicalLength(value: JsonValue, depth: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value === 'boolean') return value ? 4 : 5;
  if (value === null) return 4;
  if (typeof value === 'number' || depth > DEPTH.signedMetadata) return Number.NaN;
  // Brackets, and a comma before every item but the first.
  let length = 1;
  if (isJsonArray(value)) {
    for (const item of value) length += 1 + canonicalLength(item, depth + 1);
    return Math.max(length, 2);
  }
  let before = '';
  for (const name in value) {
    if (name < before || isIndexLike(name)) return Number.NaN;
    before = name;
    const member = value[name];
    length += name.length + 4;
    length += typeof member === 'number' ? numberLength(member) : canonicalLength(member ?? null, depth + 1);
  }
  return Math.max(length, 2);
}

function isJsonArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** True for names that an object may give in another order than they were written in. */
function isIndexLike(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 0x30 && first <= 0x39 && name.length <= 10;
}

function numberLength(value: number): number {
  return Number.isSafeInteger(value) ? String(value).length : Number.NaN;
}

/**
 * Demands that bytes are the one canonical form of what they say: RFC 8785, without control characters, so that it is
 * also the canonical JSON that TUF clients compute.
 * @throws AssayError json-not-canonical (integrity)
 */
export function assertCanonical(bytes: Uint8Array, value: JsonValue, path: string): void {
  const text = decodeUtf8(bytes, { path });
  if (text !== canonicalText(value))
    throw breach('json-not-canonical', 'is not in the canonical form of rfc 8785, to the byte', path);
  if (/\\[^"]/.test(text.replaceAll('\\\\', '')))
    throw breach(
      'json-not-canonical',
      'has a control character in a text, which tuf clients canonicalise otherwise',
      path,
    );
}

function canonicalText(value: JsonValue): string | undefined {
  try {
    return canonicalJson(value);
  } catch (error) {
    if (error instanceof CanonicalError) return undefined;
    throw error;
  }
}
