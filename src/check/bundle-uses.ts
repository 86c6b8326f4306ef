import type { SourceText } from '../broker/source-text.ts';
import { LineCounter } from '../model/line-counter.ts';
import type { NamedLine } from './named-line.ts';
import { ownText } from './own-text.ts';

/** The services that the platform itself has for apps. */
export const PLATFORM_SERVICES = ['llm', 'redis', 'storage', 'vector'] as const;

/** What a source asks of the platform by name, each name at its first place. */
export interface UseFacts {
  /** Secrets that are asked for as such: `ctx.secrets.get("KEY")`. */
  readonly secrets: readonly NamedLine[];
  /** Variables that are read: `os.environ["KEY"]`, `process.env.KEY`. */
  readonly variables: readonly NamedLine[];
  readonly connections: readonly NamedLine[];
  readonly services: readonly NamedLine[];
}

const CONTEXT = 80;
const CTX = String.raw`\b(?:ctx|context|palette)\s{0,9}\??\.\s{0,9}`;
const SECRET = new RegExp(
  String.raw`(?:${CTX}secrets?\s{0,9}(?:\.\s{0,9}(?:get|require|read)\s{0,9}\(|\[)|\b(?:get|require|read)_?[sS]ecret\s{0,9}\()\s{0,9}$`,
);
const VARIABLE =
  /(?:\bos\s{0,9}\.\s{0,9}(?:getenv\s{0,9}\(|environ\s{0,9}(?:\.\s{0,9}(?:get|pop)\s{0,9}\(|\[))|\bprocess\s{0,9}\.\s{0,9}env\s{0,9}\[)\s{0,9}$/;
const VARIABLE_NAME = /\b(?:process|import\.meta)\.env\.([A-Z][A-Z0-9_]{1,100})\b/g;
const CONNECTION = new RegExp(
  String.raw`(?:${CTX}connections?\s{0,9}(?:(?:\.\s{0,9}(?:get|require|token|client|status|request|fetch|proxy)\s{0,9})?\(|\[)|\buseConnection\s{0,9}\()\s{0,9}$`,
);
const SERVICE = new RegExp(
  String.raw`\b(?:ctx|palette)\s{0,9}\.\s{0,9}(${PLATFORM_SERVICES.join('|')})\b(?!\s{0,9}=[^=])`,
  'g',
);

/** Whether a source can say anything of the platform: most can't, and need no closer look. */
export const MAY_USE = /ctx|palette|context|environ|getenv|\.env\b|[sS]ecret|useConnection/;

/** Secrets, variables, connections and services of the platform that a source names, as literals. */
export function usesIn({ code, literals }: SourceText): UseFacts {
  const before = literals.map(({ start, value }) => ({
    name: value,
    at: start,
    context: value.length <= 100 ? code.slice(Math.max(0, start - CONTEXT), start) : '',
  }));
  const after = (pattern: RegExp, form: RegExp): Found[] =>
    before.filter(({ name, context }) => context !== '' && form.test(name) && pattern.test(context));
  const named = (pattern: RegExp): Found[] =>
    [...code.matchAll(pattern)].map((match) => ({ name: match[1] ?? '', at: match.index }));
  return {
    secrets: firstOf(code, after(SECRET, /^[A-Za-z]\w*$/)),
    variables: firstOf(code, [...after(VARIABLE, /^[A-Z][A-Z0-9_]+$/), ...named(VARIABLE_NAME)]),
    connections: firstOf(code, after(CONNECTION, /^[a-z0-9][a-z0-9_-]*$/)),
    services: firstOf(code, named(SERVICE)),
  };
}

interface Found {
  readonly name: string;
  readonly at: number;
}

/** Each name at its first place, in the order of the source. */
function firstOf(code: string, found: readonly Found[]): NamedLine[] {
  const lines = new LineCounter(code);
  const seen = new Set<string>();
  return [...found]
    .sort((a, b) => a.at - b.at)
    .filter(({ name }) => !seen.has(name) && seen.add(name))
    .map(({ name, at }) => ({ name: ownText(name), line: lines.at(at) }));
}

const NAME = /\b[A-Z][A-Z0-9_]{2,100}\b/g;
const ID = /^[a-z0-9][a-z0-9_-]{1,60}$/;

/** Everything in a source that could be the name of a secret, a connection or a service of the platform. */
export function* namesIn(text: string, { literals }: SourceText): Generator<string> {
  for (const [name] of text.matchAll(NAME)) yield name;
  for (const { value } of literals) if (ID.test(value)) yield value;
  const lower = text.toLowerCase();
  for (const service of PLATFORM_SERVICES) if (lower.includes(service)) yield service;
}
