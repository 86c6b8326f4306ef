/** An entry as `java.util.Properties.load` reads it. */
export interface JavaEntry {
  readonly key: string;
  readonly value: string;
  /** First and last line of the logical line, 1-based. */
  readonly line: number;
  readonly lastLine: number;
}

/** What `load` makes of a text; `refusedLine` is where it gives up over a malformed `\u`. */
export interface JavaReading {
  readonly entries: readonly JavaEntry[];
  readonly refusedLine?: number;
}

interface LogicalLine {
  readonly text: string;
  readonly line: number;
  readonly lastLine: number;
}

/**
 * Reads a text as `java.util.Properties.load(Reader)` documents it: lines continue after an odd number of backslashes,
 * a key ends at the first unescaped `=`, `:` or white space, unknown escapes lose their backslash, and values keep
 * their trailing white space.
 */
export function readJavaProperties(text: string): JavaReading {
  const entries: JavaEntry[] = [];
  for (const logical of logicalLines(text)) {
    const { key: rawKey, value: rawValue } = split(logical.text);
    const key = decodeEscapes(rawKey);
    const value = decodeEscapes(rawValue);
    if (key === undefined || value === undefined) return { entries, refusedLine: logical.line };
    entries.push({ key, value, line: logical.line, lastLine: logical.lastLine });
  }
  return { entries };
}

const BLANK = /^[ \t\f]*/;

function* logicalLines(text: string): Generator<LogicalLine> {
  const lines = text.split(/\r\n|[\r\n]/);
  for (let index = 0; index < lines.length; index += 1) {
    const first = index;
    let part = (lines[index] ?? '').replace(BLANK, '');
    if (part === '' || part.startsWith('#') || part.startsWith('!')) continue;
    const parts: string[] = [];
    let cutOff = false;
    while (endsInOddBackslashes(part)) {
      parts.push(part.slice(0, -1));
      part = '';
      cutOff = index + 1 >= lines.length;
      if (cutOff) break;
      index += 1;
      part = (lines[index] ?? '').replace(BLANK, '');
    }
    const joined = parts.join('') + part;
    // A backslash at the very end of the text leaves an empty entry behind, as OpenJDK has it.
    if (joined !== '' || cutOff) yield { text: joined, line: first + 1, lastLine: index + 1 };
  }
}

function endsInOddBackslashes(text: string): boolean {
  let count = 0;
  while (text.charAt(text.length - 1 - count) === '\\') count += 1;
  return count % 2 === 1;
}

/** Splits at the first separator that no backslash escapes; white space around one `=` or `:` belongs to it. */
function split(line: string): { key: string; value: string } {
  let end = 0;
  while (end < line.length && !/[=: \t\f]/.test(line.charAt(end))) end += line.charAt(end) === '\\' ? 2 : 1;
  end = Math.min(end, line.length);
  const separator = /^[ \t\f]*[=:]?[ \t\f]*/.exec(line.slice(end));
  return { key: line.slice(0, end), value: line.slice(end + (separator?.[0].length ?? 0)) };
}

const SINGLE: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function decodeEscapes(raw: string): string | undefined {
  let text = '';
  for (let at = 0; at < raw.length; at += 1) {
    if (raw.charAt(at) !== '\\') {
      text += raw.charAt(at);
      continue;
    }
    at += 1;
    const next = raw.charAt(at);
    if (next !== 'u') {
      text += SINGLE[next] ?? next;
      continue;
    }
    const hex = raw.slice(at + 1, at + 5);
    if (!/^[0-9a-fA-F]{4}$/.test(hex)) return undefined;
    text += String.fromCharCode(Number.parseInt(hex, 16));
    at += 4;
  }
  return text;
}
