// The security boundary of generated code. Everything a contract's author wrote (names, property keys, literals,
// descriptions) reaches a generated file through one of these functions and through nothing else.
import { digestBytes } from '../model/digest.ts';
import { sourceFile } from '../model/source-file.ts';

/** Code points, from and to. Written out: `\p{…}` grows with the Unicode version of the Node that runs. */
type Ranges = readonly (readonly [number, number])[];

/** What fakes a line, turns the reading direction, is private to us or is half of a character. */
const DANGEROUS: Ranges = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x61c, 0x61c],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xdfff],
  [0xe000, 0xf8ff],
  [0xfeff, 0xfeff],
  [0xfff0, 0xffff],
  [0xe0000, 0x10ffff],
];

/** What can't be seen besides: fillers, joiners and variation selectors, which scripts and emoji need in prose. */
const UNSEEN: Ranges = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x70f, 0x70f],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200c, 0x200d],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xffa0, 0xffa0],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
];

/** True for a character that no generated text may show as it is: it fakes a line or turns the reading direction. */
export function isDangerous(code: number): boolean {
  return within(code, DANGEROUS);
}

/** True for a character that can't be seen, which prose may need and a literal must show. */
export function isUnseen(code: number): boolean {
  return within(code, UNSEEN);
}

function within(code: number, ranges: Ranges): boolean {
  return ranges.some(([from, to]) => from <= code && code <= to);
}

/** Global types that generated code or its reader relies on, and the names of the client itself. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'Array Boolean Client Date Error EventTarget Events Exclude Extract Function Infinity Map MethodTarget NaN Never ' +
    'NonNullable Null Number Object Omit Partial Pick Promise Readonly Record RegExp Required Services Set String ' +
    'Symbol Transport Tree Provider Undefined Unknown'
  ).split(' '),
);

/** A type name and what it stands for. */
export interface NameRequest {
  /** Identity of the thing named; no two requests share one. */
  readonly key: string;
  /** Candidate, a result of {@link typeName}. */
  readonly wanted: string;
}

/**
 * A PascalCase ASCII type name from any text: `approvalChain.get` gives `ApprovalChainGet`. Text that loses a
 * character outside ASCII keeps a short digest of itself instead, so that different texts stay different.
 */
export function typeName(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  let name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  if (/^\d/.test(name)) name = `N${name}`;
  // A letter after a digit starts a word, in our names as in the engine's.
  name = name.replace(/\d[a-z]/g, (pair) => pair.toUpperCase());
  if (name === '' || /[^\u0000-\u007f]/.test(text)) name += mark(text);
  return RESERVED.has(name) ? `${name}Type` : name;
}

/**
 * Gives every request a name of its own. Names that would meet (also where a file system or a reader's eye ignores
 * case) get a digest of their key, all of them, so that the result never depends on the order of requests. A name
 * written to meet a marked one is marked again, in its turn.
 * @param kept names that were given before, each once: they stay whatever comes
 */
export function uniqueNames(
  requests: readonly NameRequest[],
  kept: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const names = new Map(requests.map(({ key, wanted }) => [key, kept.get(key) ?? wanted]));
  for (let round = 0; ; round += 1) {
    const keysByName = new Map<string, string[]>();
    for (const [key, name] of names) {
      const sharing = keysByName.get(name.toLowerCase());
      if (sharing) sharing.push(key);
      else keysByName.set(name.toLowerCase(), [key]);
    }
    const meeting = [...keysByName.values()]
      .filter((keys) => keys.length > 1)
      .flatMap((keys) => keys.filter((key) => !kept.has(key)));
    if (meeting.length === 0) return names;
    for (const key of meeting) names.set(key, `${names.get(key) ?? ''}${mark(`${round} ${key}`)}`);
  }
}

/** `X` and eight hex digits: upper case, because a letter after a digit starts a word. */
function mark(text: string): string {
  return `X${digestBytes(text)
    .slice('sha256:'.length, 'sha256:'.length + 8)
    .toUpperCase()}`;
}

/** A double-quoted string literal in which every character can be seen. */
export function stringLiteral(text: string): string {
  return escaped(JSON.stringify(text), [...DANGEROUS, ...UNSEEN]);
}

/** JSON text in which every character can be seen: what can't is escaped, as it may be in the strings of JSON. */
export function visibleJson(json: string): string {
  return escaped(json, [...DANGEROUS, ...UNSEEN]);
}

/** A property key as it stands in a type: bare where it is a plain identifier, else a string literal. */
export function propertyKey(text: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(text) ? text : stringLiteral(text);
}

/** Text for a block comment: can't end the comment, fake a line or turn the reading direction. Lines end with LF. */
export function commentText(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ').split('\n');
  return lines
    .map((line) => escaped(line, DANGEROUS))
    .join('\n')
    .replaceAll('*/', '*\\/')
    .trim();
}

/** Text for one line of a `//` comment. */
export function commentLine(text: string): string {
  return commentText(text).replaceAll(/\s+/g, ' ');
}

function escaped(text: string, ranges: Ranges): string {
  if (/^[ -~]*$/.test(text)) return text;
  let result = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    result += within(code, ranges) ? escapedUnits(char) : char;
  }
  return result;
}

function escapedUnits(char: string): string {
  let units = '';
  for (let at = 0; at < char.length; at += 1) units += `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return units;
}

/** Names that Windows keeps for devices, whatever extension follows. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * File of a namespace, without extension: `hr/v1` gives `hr.v1`. No namespace begins with an underscore, so the one
 * that keeps a device name away meets no other.
 */
export function namespaceFile(namespace: string): string {
  const [name = '', version = ''] = namespace.split('/');
  const [first = ''] = name.split('.');
  return `${DEVICE.test(first) ? '_' : ''}${sourceFile(name)}.${version}`;
}
