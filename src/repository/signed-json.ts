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
