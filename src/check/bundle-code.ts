import { type SourceLanguage, type SourceText, sourceText } from '../broker/source-text.ts';
import { LineCounter } from '../model/line-counter.ts';
import { ownText } from './own-text.ts';

/** A call that asks for permissions, up to the end of its arguments; whether it may name several. */
const GATE =
  /\b(?:require|requires|has|check|ensure|assert|demand)_?(?:(any|all|Any|All)(?:_?[oO]f)?_?)?[pP]ermission(s?)\s*\(([^()]{0,400})/g;
/** `permissions: ["tasks:read"]` of a route, `permission="tasks:read"` of a component that guards. */
const ROUTE_LITERAL = /\bpermissions?["']?\s{0,3}[:=]\s{0,3}\{?\s{0,3}(\[[^\]]{0,400}|["'`][a-z_:]{3,82}["'`])/g;
const FIRST = /^\s*\[?\s*["'`]([a-z][a-z0-9_.:-]{1,80})["'`]/;
const EACH = /["'`]([a-z][a-z_]{0,40}:[a-z][a-z_]{0,40})["'`]/g;
const WORD = /["'`]([a-z][a-z0-9_]{1,40}:[a-z][a-z0-9_]{1,40})["'`]/g;
const TABLE =
  /\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:["`]?\w+["`]?\.)?["`]?(\w+)["`]?|\bcreate_table\(\s*["'](\w+)["']/gi;
const RESTRICTED =
  /\bALTER\s+TABLE\s+(?:ONLY\s+)?(?:["`]?\w+["`]?\.)?["`]?(\w+)["`]?\s+(?:ENABLE|FORCE)\s+ROW\s+LEVEL\s+SECURITY|\bensure_org_rls\([^)"']{0,80}["'](\w+)["']/gi;

/** A name in a source, and its line. */
export interface NamedLine {
  readonly name: string;
  readonly line: number;
}

/** What a source file says of permissions and tables, found as literals: no code is run and none is understood. */
export interface CodeFacts {
  readonly used: readonly NamedLine[];
  readonly words: readonly string[];
  readonly tables: readonly NamedLine[];
  readonly restricted: readonly string[];
}

/**
 * @param language of the source; comments and texts that only speak of a gate count where it is not known
 */
export function codeFacts(text: string, language?: SourceLanguage): CodeFacts {
  // Few sources say anything, and only those are worth being taken apart.
  const loose = saidIn(text);
  const { gates, tables, restricted } =
    loose === undefined ? NOTHING_SAID : (saidIn(...bareText(text, language)) ?? NOTHING_SAID);
  return {
    used: located(text, gates),
    words: [...new Set([...gates.map(({ name }) => name), ...[...text.matchAll(WORD)].map(nameOf)])].map(ownText),
    tables: located(text, tables),
    restricted: restricted.map(ownText),
  };
}

interface Said {
  readonly gates: readonly FoundName[];
  readonly tables: readonly FoundName[];
  readonly restricted: readonly string[];
}

const NOTHING_SAID: Said = { gates: [], tables: [], restricted: [] };

/** @param isSpoken whether what stands at an offset is code; all of it unless told */
function saidIn(text: string, isSpoken: (at: number) => boolean = () => true): Said | undefined {
  const gates = /[pP]ermission/.test(text) ? gateNames(text).filter(({ at }) => isSpoken(at)) : [];
  if (!/table|_rls/i.test(text)) return gates.length === 0 ? undefined : { ...NOTHING_SAID, gates };
  const tables = [...text.matchAll(TABLE)].map((match) => ({ name: nameOf(match), at: match.index }));
  const restricted = [...text.matchAll(RESTRICTED)].map(nameOf);
  return gates.length + tables.length + restricted.length === 0 ? undefined : { gates, tables, restricted };
}

/** The source without its comments, and what of it is code. */
function bareText(text: string, language: SourceLanguage | undefined): [string, (at: number) => boolean] {
  if (language === undefined) return [text.replace(SQL_COMMENT, blank), () => true];
  const read = sourceText(text, language);
  return [withoutComments(text, read), (at) => isCode(read, text, at)];
}

/** A name that was found, and the offset of the quote before it, or of where it was found. */
interface FoundName {
  readonly name: string;
  readonly at: number;
}

/** The permissions that calls and routes name, each at its quote. */
function gateNames(text: string): FoundName[] {
  const found: FoundName[] = [];
  const add = (match: RegExpExecArray, from: number): void => {
    const name = nameOf(match);
    found.push({ name, at: from + match.index + match[0].length - name.length - 2 });
  };
  for (const gate of text.matchAll(GATE)) {
    const [whole, several, plural, given = ''] = gate;
    const from = gate.index + whole.length - given.length;
    const first = FIRST.exec(given);
    if (first !== null) add(first, from);
    const rest = [...given.matchAll(EACH)].filter(({ index }) => first === null || index >= first[0].length);
    for (const match of several !== undefined || plural === 's' ? rest : first === null ? rest.slice(0, 1) : [])
      add(match, from);
  }
  for (const route of text.matchAll(ROUTE_LITERAL)) {
    const given = route[1] ?? '';
    for (const match of given.matchAll(EACH)) add(match, route.index + route[0].length - given.length);
  }
  return found;
}

const SQL_COMMENT = /--[^\n]*/g;

function blank(text: string): string {
  return ' '.repeat(text.length);
}

/** The source with blanks for its comments. */
function withoutComments(source: string, { code, literals }: SourceText): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of literals) {
    pieces.push(code.slice(from, start), source.slice(start, end));
    from = end;
  }
  return [...pieces, code.slice(from)].join('');
}

/** False within a text that only speaks of code; what stands in a template may be code. */
function isCode({ code, literals }: SourceText, source: string, at: number): boolean {
  if (code.charAt(at) === source.charAt(at)) return true;
  let [low, high] = [0, literals.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((literals[middle]?.start ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return source.charAt(literals[low - 1]?.start ?? 0) === '`';
}

function nameOf([, first, second]: RegExpExecArray): string {
  return first ?? second ?? '';
}

/** What was found, in the order of the text, each name at its first place. */
function located(text: string, found: readonly FoundName[]): NamedLine[] {
  const lines = new LineCounter(text);
  const seen = new Set<string>();
  return [...found]
    .sort((a, b) => a.at - b.at)
    .filter(({ name }) => !seen.has(name) && seen.add(name))
    .map(({ name, at }) => ({ name: ownText(name), line: lines.at(at) }));
}
