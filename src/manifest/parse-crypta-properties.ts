import { javaTrim } from '../formats/java-text.ts';
import { inputError } from '../model/errors.ts';
import { decodeUtf8, tooLarge } from '../model/json/parse.ts';
import { SIZE } from '../model/limits.ts';

/** One `key=value` line, decoded. */
export interface PropertyEntry {
  readonly key: string;
  readonly value: string;
  /** 1-based; column of the key's first character. */
  readonly line: number;
  readonly column: number;
}

/** A manifest's entries in file order, duplicates and all. */
export interface CryptaProperties {
  readonly path: string;
  /** The text without its byte order mark. */
  readonly text: string;
  readonly byteOrderMark: boolean;
  readonly entries: readonly PropertyEntry[];
}

/**
 * Parses the grammar of `cryptad-app.properties` as the platform's manifest parser does: one leading byte order mark
 * is dropped; lines end with LF or CR LF and never continue; a line whose first visible character is `#` or `!` is a
 * comment; the first `=` or `:` separates; both sides are trimmed, then unescaped. Stricter than the platform where
 * text would hide something: a lone CR, a NUL, half a surrogate pair and bytes that are not UTF-8 are refused.
 * @param path shown in messages
 * @throws AssayError of kind input: manifest-line, manifest-unicode-escape, manifest-character, input-not-utf8,
 * input-too-large
 */
export function parseCryptaProperties(source: string | Uint8Array, path: string): CryptaProperties {
  const whole = decode(source, path);
  const byteOrderMark = whole.startsWith('\ufeff');
  const text = byteOrderMark ? whole.slice(1) : whole;
  const entries: PropertyEntry[] = [];
  text.split('\n').forEach((ended, index) => {
    const line = ended.endsWith('\r') ? ended.slice(0, -1) : ended;
    const entry = parseLine(line, { path, line: index + 1 });
    if (entry) entries.push(entry);
  });
  return { path, text, byteOrderMark, entries };
}

function decode(source: string | Uint8Array, path: string): string {
  if (typeof source !== 'string') return decodeUtf8(source, { path, maxBytes: SIZE.manifest });
  const size = Buffer.byteLength(source);
  if (size > SIZE.manifest) throw tooLarge(path, size, SIZE.manifest);
  return source;
}

interface Place {
  readonly path: string;
  readonly line: number;
}

const SEPARATOR = /[=:]/;
const NOT_TRIMMED = /[^\u0000-\u0020]/;
const REFUSED = /[\r\u0000]/;

function parseLine(line: string, place: Place): PropertyEntry | undefined {
  const refused = REFUSED.exec(line);
  if (refused)
    throw fault(place, refused.index, 'manifest-character', `has ${refused[0] === '\r' ? 'a lone CR' : 'a NUL'}`, [
      'end lines with LF or CR LF and write plain text',
    ]);
  const visible = javaTrim(line);
  if (visible === '' || visible.startsWith('#') || visible.startsWith('!')) return undefined;
  const separator = line.search(SEPARATOR);
  const start = line.search(NOT_TRIMMED);
  const rawKey = javaTrim(line.slice(0, Math.max(separator, 0)));
  if (rawKey === '')
    throw fault(
      place,
      start,
      'manifest-line',
      separator < 0 ? 'has no "=" or ":"' : 'has no key before its separator',
      ['write key=value, or start the line with # to make it a comment; lines do not continue'],
    );
  const key = decodeEscapes(rawKey, 'key', place, start);
  const rawValue = javaTrim(line.slice(separator + 1));
  const valueStart = separator + 1 + Math.max(line.slice(separator + 1).search(NOT_TRIMMED), 0);
  const part = key === 'app.exec' && keepsBackslashes(rawValue) ? 'windows-path' : 'value';
  const value = decodeEscapes(rawValue, part, place, valueStart);
  return { key, value, line: place.line, column: start + 1 };
}

/**
 * Where `\uXXXX` stays as it is in `app.exec`: in what looks like a Windows path (`bin\upload.exe`), which has plain
 * backslashes and neither `/` nor `\\`.
 */
function keepsBackslashes(raw: string): boolean {
  if (raw.includes('/') || raw.includes('\\\\') || /^\\u/i.test(raw)) return false;
  return !/\\u[0-9a-f]{4}/i.test(raw) || /\\[^uU]/.test(raw);
}

const ALWAYS = new Set(['\\', ' ', ':', '=', '#', '!']);
const IN_KEYS: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

/** Unknown escapes, and a backslash at the end, stay as they are written. */
function decodeEscapes(raw: string, part: 'key' | 'value' | 'windows-path', place: Place, offset: number): string {
  if (!raw.includes('\\')) return wellFormed(raw, place, offset);
  let text = '';
  let at = 0;
  while (at < raw.length) {
    const char = raw.charAt(at);
    const next = raw.charAt(at + 1);
    if (char !== '\\' || next === '') {
      text += char;
      at += 1;
    } else if (ALWAYS.has(next)) {
      text += next;
      at += 2;
    } else if (next === 'u' && part !== 'windows-path') {
      text += unicode(raw.slice(at + 2, at + 6), place, offset + at);
      at += 6;
    } else {
      text += (part === 'key' ? IN_KEYS[next] : undefined) ?? `\\${next}`;
      at += 2;
    }
  }
  return wellFormed(text, place, offset);
}

function unicode(hex: string, place: Place, offset: number): string {
  if (!/^[0-9a-fA-F]{4}$/.test(hex))
    throw fault(place, offset, 'manifest-unicode-escape', 'has a \\u that four hex digits do not follow', [
      'write \\u and four hex digits, or \\\\u for a backslash and a u',
    ]);
  return String.fromCharCode(Number.parseInt(hex, 16));
}

function wellFormed(text: string, place: Place, offset: number): string {
  if (!text.isWellFormed())
    throw fault(place, offset, 'manifest-unicode-escape', 'has half of a surrogate pair', [
      'write the whole character',
    ]);
  return text;
}

function fault(place: Place, offset: number, code: string, message: string, [hint]: readonly [string]): Error {
  const { path, line } = place;
  const column = offset + 1;
  return inputError(code, `${path}:${line}:${column} ${message}`, hint, { path, line, column });
}
