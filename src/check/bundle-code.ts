import { LineCounter } from '../model/line-counter.ts';
import { ownText } from './own-text.ts';

const GATE =
  /\b(?:require|requires|has|check|ensure|assert|demand)_?[pP]ermissions?\s*\(\s*\[?\s*["'`]([a-z][a-z0-9_.:-]{1,80})["'`]/g;
/** `permissions: ["tasks:read"]` of a route, `permission="tasks:read"` of a component that guards. */
const ROUTE_LITERAL =
  /\bpermissions?["']?\s{0,3}[:=]\s{0,3}\{?\s{0,3}\[?\s{0,3}["'`]([a-z][a-z_]{0,40}:[a-z][a-z_]{0,40})["'`]/g;
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

export function codeFacts(text: string): CodeFacts {
  const gates = /[pP]ermission/.test(text) ? [...text.matchAll(GATE), ...text.matchAll(ROUTE_LITERAL)] : [];
  const tables = /table|_rls/i.test(text);
  return {
    used: located(text, gates),
    words: [...new Set([...gates, ...text.matchAll(WORD)].map(nameOf))].map(ownText),
    tables: located(text, tables ? [...text.matchAll(TABLE)] : []),
    restricted: (tables ? [...text.matchAll(RESTRICTED)] : []).map((match) => ownText(nameOf(match))),
  };
}

function nameOf([, first, second]: RegExpExecArray): string {
  return first ?? second ?? '';
}

/** What was found, in the order of the text, each name at its first place. */
function located(text: string, matches: readonly RegExpExecArray[]): NamedLine[] {
  const lines = new LineCounter(text);
  const seen = new Set<string>();
  return [...matches]
    .sort((a, b) => a.index - b.index)
    .filter((match) => !seen.has(nameOf(match)) && seen.add(nameOf(match)))
    .map((match) => ({ name: ownText(nameOf(match)), line: lines.at(match.index) }));
}
