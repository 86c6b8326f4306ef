import { inputError } from '../model/errors.ts';
import type { Location } from '../model/finding.ts';
import { decodeUtf8, tooLarge } from '../model/json/parse.ts';
import { quote } from '../model/quote.ts';
import { javaTrim } from './java-text.ts';

export interface SidecarOptions {
  /** Path as shown to people. */
  readonly path: string;
  /** What the file is, for messages: "catalog". */
  readonly name: string;
  /** Code of every grammar error. */
  readonly code: string;
  readonly maxBytes: number;
}

export interface SidecarEntry {
  readonly key: string;
  /** Exactly what stands after the first `=`. */
  readonly value: string;
  readonly line: number;
  readonly column: number;
  /** Its place among the entries of its file, from 0. */
  readonly index: number;
}

/** A strict key=value file: keys are unique, entries are in file order. */
export interface Sidecar {
  readonly path: string;
  readonly entries: ReadonlyMap<string, SidecarEntry>;
  /** The place of a key, or of the file where it is absent. */
  locate(key: string): Location;
}

/** Java's `\R`: every sequence that ends a line here, the invisible ones too. */
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** Every line break but a line feed alone. */
const OTHER_BREAK = /[\v\f\r\u0085\u2028\u2029]/;

const HASH = 0x23;
const EXCLAMATION = 0x21;
const SPACE = 0x20;
/** The first character that `String.trim()` keeps. */
const NOT_TRIMMED = /[^\u0000-\u0020]/;

/**
 * Parses crypta's sidecar grammar (catalogs, descriptors, digests, signatures, key registries): one `key=value` a line,
 * first `=` separates, the key is trimmed, the value is verbatim; lines that are empty or start with `#` or `!` are
 * skipped; one leading byte order mark is dropped. Nothing is unescaped and nothing continues a line.
 * @throws AssayError of kind input: the options' code for a line without key or `=` and for a duplicate key;
 * input-too-large, input-not-utf8
 */
export function parseSidecar(source: string | Uint8Array, options: SidecarOptions): Sidecar {
  const { path } = options;
  const entries = new Map<string, SidecarEntry>();
  const text = decode(source, options);
  eachLine(text, (start, end, line) => {
    const first = text.charCodeAt(start);
    if (start === end || first === HASH || first === EXCLAMATION) return;
    const equals = text.indexOf('=', start);
    const separator = equals < end ? equals : -1;
    const key = javaTrim(text.slice(start, Math.max(separator, start)));
    // Most lines start with their key; only the others are searched.
    const column = first > SPACE ? 1 : text.slice(start, end).search(NOT_TRIMMED) + 1;
    if (key === '')
      throw inputError(
        options.code,
        `${path}:${line} is no ${options.name} line: ${separator < 0 ? 'it has no "="' : 'nothing stands before its "="'}`,
        'write key=value, or start the line with # to make it a comment',
        { path, line, column },
      );
    const before = entries.get(key);
    if (before)
      throw inputError(
        options.code,
        `${path}:${line} has the ${options.name} property ${quote(key)} again; line ${before.line} has it already`,
        'keep one of the two',
        { path, line, column },
      );
    entries.set(key, { key, value: text.slice(separator + 1, end), line, column, index: entries.size });
  });
  return {
    path,
    entries,
    locate(key) {
      const entry = entries.get(key);
      return entry ? { path, line: entry.line, column: entry.column } : { path };
    },
  };
}

function decode(source: string | Uint8Array, { path, maxBytes }: SidecarOptions): string {
  if (typeof source !== 'string') return decodeUtf8(source, { path, maxBytes });
  const size = Buffer.byteLength(source);
  if (size > maxBytes) throw tooLarge(path, size, maxBytes);
  return source;
}

/** Lines from their start to their end, with the numbers that an editor shows: only LF, CR LF and CR count there. */
function eachLine(text: string, see: (start: number, end: number, line: number) => void): void {
  let line = 1;
  let start = text.startsWith('\ufeff') ? 1 : 0;
  // Tools write lf alone, which needs no pattern: a catalog of a megabyte has tens of thousands of lines.
  if (!OTHER_BREAK.test(text)) {
    for (let end = text.indexOf('\n', start); end !== -1; end = text.indexOf('\n', start)) {
      see(start, end, line);
      start = end + 1;
      line += 1;
    }
    see(start, text.length, line);
    return;
  }
  for (const match of text.matchAll(LINE_BREAK)) {
    see(start, match.index, line);
    start = match.index + match[0].length;
    if (/[\r\n]/.test(match[0])) line += 1;
  }
  see(start, text.length, line);
}
