// The Python half of the security boundary: everything a contract's author wrote reaches a generated Python file
// through one of these functions and through nothing else.
import { isDangerous, isUnseen, typeName, uniqueNames } from '../../identifiers.ts';

/** What Python's grammar keeps for itself, in every version that generated code may run on. */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** Members that nodes of the client's tree have themselves. */
const NODE_MEMBERS: ReadonlySet<string> = new Set(['emit', 'event', 'from_ctx', 'method', 'on', 'stream', 'mro']);

/** Printable ASCII stands for itself, in a literal but for the quote and the backslash. */
const PLAIN = /^[ !#-[\]-~]*$/;
const PRINTABLE = /^[ -~]*$/;

/** A double-quoted string literal that equals the text, in which every character can be seen. */
export function pyString(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : `"${[...text].map(pyChar).join('')}"`;
}

function pyChar(char: string): string {
  if (char === '"' || char === '\\') return `\\${char}`;
  const code = char.codePointAt(0) ?? 0;
  if (!isDangerous(code) && !isUnseen(code)) return char;
  if (code > 0xffff) return `\\U${code.toString(16).padStart(8, '0')}`;
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Text for one line of a `#` comment: can't end it or turn the reading direction. */
export function pyComment(text: string): string {
  return visibleLines(text).join(' ').replaceAll(/\s+/g, ' ').trim();
}

/** A docstring's lines with their quotes, not yet indented; none for text that says nothing. */
export function docstring(text: string): string[] {
  const lines = visibleLines(text).map((line) =>
    // A line that looks like a section's would begin one.
    withoutQuotes(line.trimEnd().replaceAll('\\', '\\\\')).replace(/^# ----/, '\\x23 ----'),
  );
  while (lines[0] === '') lines.shift();
  while (lines.at(-1) === '') lines.pop();
  if (lines.length === 0) return [];
  if (lines.length === 1) return [`"""${lines.join('')}"""`];
  const [first = '', ...rest] = lines;
  return [`"""${first}`, ...rest, '"""'];
}

/** Quotes that could end a docstring are escaped: several in a row, and those at the end. */
function withoutQuotes(line: string): string {
  return line.replaceAll(/"+/g, (run, at: number) =>
    run.length > 1 || at + run.length === line.length ? '\\"'.repeat(run.length) : run,
  );
}

function visibleLines(text: string): string[] {
  const lines = text.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ').trim().split('\n');
  return lines.map((line) => (PRINTABLE.test(line) ? line : [...line].map(visibleChar).join('')));
}

function visibleChar(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (!isDangerous(code)) return char;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** True for a key that may stand as an annotated name in a class body, where Python neither mangles nor normalises it. */
export function isPlainKey(key: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !key.startsWith('__') && !KEYWORDS.has(key);
}

/**
 * A snake_case ASCII name from any text: `approvalChain` gives `approval_chain`. A text that is nothing but other
 * characters keeps a digest of itself; a keyword gets an underscore after it. Never begins with an underscore and never
 * holds two in a row.
 */
export function snakeName(text: string): string {
  const name = snake(text);
  return KEYWORDS.has(name) || NODE_MEMBERS.has(name) ? `${name}_` : name;
}

/** True for a name that may stand as a member, as {@link snakeNames} gives it. */
export function isSnakeName(name: string): boolean {
  return /^[a-z][a-z0-9_]*$/.test(name) && !KEYWORDS.has(name) && !NODE_MEMBERS.has(name);
}

function snake(text: string): string {
  const plain = /^[\0-\x7f]*$/.test(text) && /[A-Za-z0-9]/.test(text);
  const name = plain
    ? text
        .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
        .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
        .replaceAll(/[^A-Za-z0-9]+/g, '_')
        .replaceAll(/^_+|_+$/g, '')
    : typeName(text);
  return `${/^\d/.test(name) ? 'n' : ''}${name.toLowerCase()}`;
}

/**
 * A Python name for each text, different for different texts. One that is written as Python would write it (dots aside)
 * keeps its name when another comes that would take it; others that meet get a digest, all of them.
 * @param kept names that were given before, each once: they stay whatever comes
 * @param wantedName the name of a text that meets no other
 */
export function snakeNames(
  texts: readonly string[],
  kept: ReadonlyMap<string, string> = new Map(),
  wantedName: (text: string) => string = snakeName,
): ReadonlyMap<string, string> {
  const isOwn = (text: string): boolean => wantedName(text) === text.replaceAll('.', '_');
  const before = new Set(kept.values());
  const own = new Set([...texts.filter((text) => isOwn(text) && !kept.has(text)).map(wantedName), ...before]);
  const names = uniqueNames(
    texts.map((text) => {
      const wanted = wantedName(text);
      return { key: text, wanted: differing(wanted, text, isOwn(text) ? before : own) };
    }),
    kept,
  );
  return new Map([...names].map(([text, name]) => [text, name.toLowerCase()]));
}

function differing(name: string, text: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? `${name}_${typeName(`\u00a0${text}`).slice(-9)}` : name;
}
