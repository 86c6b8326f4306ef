import { inputError } from '../model/errors.ts';
import type { Location } from '../model/finding.ts';
import { decodeUtf8 } from '../model/json/parse.ts';
import { quote } from '../model/quote.ts';

export interface KeyValuesOptions {
  /** Shown in messages: the path as the user gave it. */
  readonly path: string;
  /** Name of the format for messages ("catalog signature"). */
  readonly name: string;
  /** Size limit in bytes; none unless told. */
  readonly maxBytes?: number;
}

/** A parsed sidecar: what each key says, and where. */
export interface KeyValues {
  readonly path: string;
  /** Values as written, in the order of the file. */
  readonly entries: ReadonlyMap<string, string>;
  /** The line of a key, or the file where the key is absent. */
  locate(key: string): Location;
}

/** What the original reader takes for a line break besides LF and CRLF: it would see two lines where we see one. */
const FOREIGN_BREAK = /[\r\u000b\u000c\u0085\u2028\u2029]/;

/**
 * Parses the strict `key=value` grammar of crypta's signed sidecars (catalog, signatures, digests, key registries).
 * UTF-8 with an optional byte order mark; empty lines and lines that start with `#` or `!` are skipped; the first `=`
 * separates; the key is trimmed, the value is taken as it stands (no trimming, no escapes).
 * @throws AssayError of kind input: input-too-large, input-not-utf8, key-values-syntax, key-values-duplicate,
 * key-values-line-break
 */
export function parseKeyValues(source: Uint8Array, options: KeyValuesOptions): KeyValues {
  const text = decodeUtf8(source, options).replace(/^\ufeff/, '');
  const entries = new Map<string, string>();
  const lines = new Map<string, number>();
  const { path, name } = options;
  const fail = (code: string, line: number, what: string, hint: string): never => {
    throw inputError(code, `${path}:${line} ${what}`, hint, { path, line });
  };
  text.split(/\r?\n/).forEach((content, index) => {
    const line = index + 1;
    if (FOREIGN_BREAK.test(content))
      fail('key-values-line-break', line, 'has a line break that is neither lf nor crlf', 'end every line with lf');
    if (content === '' || content.startsWith('#') || content.startsWith('!')) return;
    const separator = content.indexOf('=');
    const key = trimKey(content.slice(0, Math.max(separator, 0)));
    if (key === '')
      fail('key-values-syntax', line, `is no line of a ${name}: expected key=value`, 'write a key, "=" and a value');
    const first = lines.get(key);
    if (first !== undefined)
      fail('key-values-duplicate', line, `repeats the key ${quote(key)} of line ${first}`, 'keep one of the two');
    entries.set(key, content.slice(separator + 1));
    lines.set(key, line);
  });
  return {
    path,
    entries,
    locate(key) {
      const line = lines.get(key);
      return line === undefined ? { path } : { path, line };
    },
  };
}

/** Removes what Java's String.trim removes: everything up to U+0020 at both ends, and nothing else. */
function trimKey(text: string): string {
  return text.replace(/^[\u0000- ]+|[\u0000- ]+$/g, '');
}
