import { inputError } from '../errors.ts';
import type { Location } from '../finding.ts';
import { DEPTH } from '../limits.ts';
import { parseByEngine } from './engine.ts';
import { type JsonParseOptions, JsonParser } from './parser.ts';
import { Places } from './places.ts';
import type { JsonValue } from './value.ts';

export type { JsonParseOptions } from './parser.ts';

export interface JsonDocument {
  readonly value: JsonValue;
  /** Line and column of the value at an RFC 6901 pointer (of its nearest existing parent otherwise). */
  locate(pointer: string): Location;
}

/**
 * Parses strict I-JSON (RFC 8259, RFC 7493): duplicate keys, `__proto__` keys, a byte order mark, lone surrogates,
 * numbers outside the double range, depth and size over the limits are refused with line and column.
 * @throws AssayError of kind input.
 */
export function parseJson(source: string | Uint8Array, options: JsonParseOptions): JsonDocument {
  const text = typeof source === 'string' ? source : decodeUtf8(source, options);
  if (options.maxBytes !== undefined) {
    const size = typeof source === 'string' ? Buffer.byteLength(source) : source.length;
    if (size > options.maxBytes) throw tooLarge(options.path, size, options.maxBytes);
  }
  const quick = options.integersOnly ? undefined : parseByEngine(text, options.maxDepth ?? DEPTH.ownFormats);
  const value = quick === undefined ? new JsonParser(text, options).document() : quick;
  // Positions are wanted for findings only, so the first pass does not pay for them.
  let places: Places | undefined;
  return {
    value,
    locate(pointer) {
      places ??= new Places(text, isIndented(text, value));
      return { path: options.path, ...places.of(pointer), pointer };
    },
  };
}

/** Whether a text is laid out as JSON.stringify does with two spaces and a final LF, as snapshots are. */
function isIndented(text: string, value: JsonValue): boolean {
  return text.startsWith('{\n  "') && `${JSON.stringify(value, null, 2)}\n` === text;
}

/** The error for an input over its size limit (bytes). */
export function tooLarge(path: string, size: number, limit: number): Error {
  return inputError(
    'input-too-large',
    `${path} has ${size} bytes; at most ${limit} are read`,
    'split the file or check that it is the right one',
    { path },
  );
}

/** Decodes UTF-8 strictly. @throws AssayError input-not-utf8 */
export function decodeUtf8(bytes: Uint8Array, options: Pick<JsonParseOptions, 'path' | 'maxBytes'>): string {
  if (options.maxBytes !== undefined && bytes.length > options.maxBytes)
    throw tooLarge(options.path, bytes.length, options.maxBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw inputError(
      'input-not-utf8',
      `${options.path} is not valid utf-8`,
      'save the file as utf-8 without a byte order mark',
      { path: options.path },
    );
  }
}
