import { lineAt } from './bundle-secrets.ts';

const GATE =
  /\b(?:require|requires|has|check|ensure|assert|demand)_?[pP]ermissions?\s*\(\s*\[?\s*["'`]([a-z][a-z0-9_.:-]{1,80})["'`]/g;
const WORD = /["'`]([a-z][a-z0-9_]{1,40}:[a-z][a-z0-9_]{1,40})["'`]/g;
const TABLE =
  /\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:["`]?\w+["`]?\.)?["`]?(\w+)["`]?|\bcreate_table\(\s*["'](\w+)["']/gi;
const RESTRICTED =
  /\bALTER\s+TABLE\s+(?:ONLY\s+)?(?:["`]?\w+["`]?\.)?["`]?(\w+)["`]?\s+(?:ENABLE|FORCE)\s+ROW\s+LEVEL\s+SECURITY|\bensure_org_rls\([^)"']{0,80}["'](\w+)["']/gi;

/** What a source file says of permissions and tables, found as literals: no code is run and none is understood. */
export interface CodeFacts {
  readonly used: readonly { readonly name: string; readonly line: number }[];
  readonly words: readonly string[];
  readonly tables: readonly { readonly table: string; readonly line: number }[];
  readonly restricted: readonly string[];
}

export function codeFacts(text: string): CodeFacts {
  const gates = /[pP]ermission/.test(text) ? [...text.matchAll(GATE)] : [];
  const tables = /table|_rls/i.test(text);
  return {
    used: gates.map((match) => ({ name: match[1] ?? '', line: lineAt(text, match.index) })),
    words: [...gates, ...text.matchAll(WORD)].map(([, name = '']) => name),
    tables: (tables ? [...text.matchAll(TABLE)] : []).map((match) => ({
      table: match[1] ?? match[2] ?? '',
      line: lineAt(text, match.index),
    })),
    restricted: (tables ? [...text.matchAll(RESTRICTED)] : []).map((match) => match[1] ?? match[2] ?? ''),
  };
}
