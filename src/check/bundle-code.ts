import { type SourceLanguage, type SourceText, sourceText } from '../broker/source-text.ts';
import { LineCounter } from '../model/line-counter.ts';
import { withoutMarkupComments } from './markup-text.ts';
import type { NamedLine } from './named-line.ts';
import { ownText } from './own-text.ts';
import { type FileConstants, permissionConstants, permissionParts } from './permission-constants.ts';
import { type FoundName, gateNames, gateReferences, MAY_ASK } from './permission-gates.ts';

const WORD = /["'`]([a-z][a-z0-9_]{1,40}:[a-z][a-z0-9_]{1,40})["'`]/g;
const TABLE =
  /\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:["`]?\w+["`]?\.)?["`]?(\w+)["`]?|\bcreate_table\(\s*["'](\w+)["']/gi;
const RESTRICTED =
  /\bALTER\s+TABLE\s+(?:ONLY\s+)?(?:["`]?\w+["`]?\.)?["`]?(\w+)["`]?\s+(?:ENABLE|FORCE)\s+ROW\s+LEVEL\s+SECURITY|\bensure_org_rls\([^)"']{0,80}["'](\w+)["']/gi;

/** What a source file says of permissions and tables, found as literals: no code is run and none is understood. */
export interface CodeFacts extends FileConstants {
  readonly used: readonly NamedLine[];
  /** Every text that looks like a permission's name, and what such names begin or end with. */
  readonly words: readonly string[];
  readonly tables: readonly NamedLine[];
  readonly restricted: readonly string[];
}

/**
 * @param language of the source; a page or a component is markup, in which no table is made
 */
export function codeFacts(text: string, language: CodeLanguage): CodeFacts {
  // Few sources say anything, and only those are worth being taken apart.
  const loose = saidIn(text);
  const { gates, references, tables, restricted } =
    loose === undefined ? NOTHING_SAID : (saidIn(...bareText(text, language)) ?? NOTHING_SAID);
  return {
    used: located(text, gates),
    words: [...new Set([...gates.map(({ name }) => name), ...[...text.matchAll(WORD)].map(nameOf)])]
      .map(ownText)
      .concat(permissionParts(text)),
    constants: permissionConstants(text),
    asked: located(text, references),
    tables: located(text, language === 'markup' ? [] : tables),
    restricted: restricted.map(ownText),
  };
}

/** How a text is read: as a source, as SQL, or as markup. */
export type CodeLanguage = SourceLanguage | 'sql' | 'markup';

interface Said {
  readonly gates: readonly FoundName[];
  /** Constants in place of permissions. */
  readonly references: readonly FoundName[];
  readonly tables: readonly FoundName[];
  readonly restricted: readonly string[];
}

const NOTHING_SAID: Said = { gates: [], references: [], tables: [], restricted: [] };

/** @param isSpoken whether what stands at an offset is code; all of it unless told */
function saidIn(text: string, isSpoken: (at: number) => boolean = () => true): Said | undefined {
  const asks = MAY_ASK.test(text);
  const gates = asks ? gateNames(text).filter(({ at }) => isSpoken(at)) : [];
  const references = asks ? gateReferences(text).filter(({ at }) => isSpoken(at)) : [];
  const asked = gates.length + references.length;
  if (!/table|_rls/i.test(text)) return asked === 0 ? undefined : { ...NOTHING_SAID, gates, references };
  const tables = [...text.matchAll(TABLE)].map((match) => ({ name: nameOf(match), at: match.index }));
  const restricted = [...text.matchAll(RESTRICTED)].map(nameOf);
  return asked + tables.length + restricted.length === 0 ? undefined : { gates, references, tables, restricted };
}

/** The source without its comments, and what of it is code. */
function bareText(text: string, language: CodeLanguage): [string, (at: number) => boolean] {
  if (language === 'sql') return [text.replace(SQL_COMMENT, blank), () => true];
  if (language === 'markup') return [withoutMarkupComments(text), () => true];
  const read = sourceText(text, language);
  return [withoutComments(text, read), (at) => isCode(read, text, at)];
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
