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
 * A text that equals the canonical form of what JSON.parse makes of it has no duplicate member, no white space and no
 * number that was rounded. Depth, escapes, `__proto__` and fractions are looked for beside that.
 */
function quickCanonical(bytes: Uint8Array): JsonValue | undefined {
  if (bytes.includes(BACKSLASH) || isDeep(bytes)) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (text.includes('"__proto__"')) return undefined;
    const value: JsonValue = JSON.parse(text);
    return hasWholeNumbers(value) && canonicalText(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

const BACKSLASH = 0x5c;
const QUOTE = 0x22;

/** Whether brackets outside of texts nest deeper than signed metadata may; for bytes without backslashes. */
function isDeep(bytes: Uint8Array): boolean {
  let depth = 0;
  let inText = false;
  for (const byte of bytes) {
    if (byte === QUOTE) inText = !inText;
    else if (inText) continue;
    else if (byte === 0x7b || byte === 0x5b) depth += 1;
    else if (byte === 0x7d || byte === 0x5d) depth -= 1;
    if (depth > DEPTH.signedMetadata) return true;
  }
  return false;
}

function hasWholeNumbers(value: JsonValue): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || value === null) return true;
  return Array.isArray(value) ? value.every(hasWholeNumbers) : Object.values(value).every(hasWholeNumbers);
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
