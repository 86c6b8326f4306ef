import { LineCounter } from '../model/line-counter.ts';
import type { HandlerFact, NamedHandler } from './source-model.ts';
import type { SourceLanguage, SourceText } from './source-text.ts';
import { isTargetName } from './target.ts';

/** Every repetition is bounded, so that no text takes more than a fixed number of steps for each of its characters. */
const PROVIDE =
  /(?:([A-Za-z_$][\w$]{0,60})\s{0,9}\.\s{0,9})?(?<![\w$])provide\s{0,9}(?:<[^<>(){}]{0,80}>)?\s{0,9}\(\s{0,80}\{/g;
const TYPED =
  /:\s{0,9}(?:([A-Za-z_$][\w$]{0,60})\s{0,9}\.\s{0,9})?Provider\s{0,9}(?:<[^<>(){}]{0,80}>)?\s{0,9}=\s{0,80}\{/g;
/** How a client calls the major of a namespace: `hrV1`. */
const NAMESPACE = /[vV][1-9]\d{0,8}$/;
/** How an import names the file of one: `@hub/client/hr/v1`, `./hub/hr.v1.js`. */
const NAMESPACE_FILE = /[./]v[1-9]\d{0,8}(?:\.[jt]s)?$/;
const KEY = /^(?:async\s{1,9})?([A-Za-z_$][\w$]{0,80})\s{0,20}[:(,}]/;

const PY_PROVIDE =
  /\bprovide\s{0,9}\(\s{0,80}(?:[A-Za-z_]\w{0,60}\s{0,9}\.\s{0,9}){0,3}([A-Z][A-Z0-9_]{0,120})\s{0,80},?\s{0,80}\)/g;
const PY_CLASS = /^([ \t]{0,40})class\s{1,9}([A-Za-z_]\w{0,80})\s{0,9}(?:\(([^()\n]{0,200})\))?\s{0,9}:/gm;
const PY_BASE = /V[1-9]\d{0,8}Provider\b/;
const PY_HANDED = /\bprovide_\w{1,80}_v[1-9]\d{0,8}\s{0,9}\(\s{0,80}([A-Za-z_]\w{0,80})\s{0,9}\(/g;
const PY_METHOD = /^[ \t]{1,40}async\s{1,9}def\s{1,9}([a-z]\w{0,80})\s{0,9}\(/;

/** Also bounded: the first of what is emitted, where that is a constant. */
const PY_EMIT = /\bemit\s{0,9}\(\s{0,80}(?:[A-Za-z_]\w{0,60}\s{0,9}\.\s{0,9}){0,3}([A-Z][A-Z0-9_]{0,120})\s{0,80},/g;

/** The constants of a generated Python client whose events a source sends, by its text. */
export function sentConstants({ code }: SourceText): ReadonlySet<string> {
  if (!code.includes('emit')) return new Set();
  return new Set([...code.matchAll(PY_EMIT)].flatMap(([, name]) => (name === undefined ? [] : [name])));
}

/** The handlers that a source gives to the providers of a generated client. */
export interface ProvidedHandlers {
  readonly handlers: readonly HandlerFact[];
  readonly named: readonly NamedHandler[];
}

/**
 * Finds the handlers of generated providers, by their text.
 * @param given offsets after the braces of objects that are known to be given to a provider
 */
export function providedHandlers(
  source: string,
  text: SourceText,
  path: string,
  language: SourceLanguage,
  given: readonly number[] = [],
): ProvidedHandlers {
  if (!text.code.includes('rovide')) return { handlers: [], named: [] };
  const lines = new LineCounter(source);
  const placed = ({ name, at }: Found) => ({ name, path, line: lines.at(at + 1) });
  if (language === 'python') return { handlers: [], named: inOrder(pythonNames(text.code)).map(placed) };
  return { handlers: inOrder(objectKeys(text, given)).map(placed), named: [] };
}

interface Found {
  readonly name: string;
  readonly at: number;
}

function inOrder(found: readonly Found[]): Found[] {
  return [...found].sort((a, b) => a.at - b.at);
}

/** The keys of the objects that are given to `provide`, or declared to be a `Provider`. */
function objectKeys(text: SourceText, given: readonly number[]): Found[] {
  const imports = text.literals.some(({ value }) => NAMESPACE_FILE.test(value));
  const written = [...text.code.matchAll(PROVIDE), ...text.code.matchAll(TYPED)]
    .filter(([, of]) => (of === undefined ? imports : NAMESPACE.test(of)))
    .map((match) => match.index + match[0].length);
  const starts = [...new Set([...written, ...given])].sort((a, b) => a - b);
  const keys: Found[] = [];
  let done = 0;
  for (const start of starts) {
    // An object inside another one was passed with it.
    if (start < done) continue;
    done = keysFrom(text, start, keys);
  }
  return keys;
}

/** Walks through an object that was just opened, and gives the offset of its end. */
function keysFrom({ code, literals }: SourceText, start: number, keys: Found[]): number {
  const quoted = new Map(literals.map((literal) => [literal.start, literal]));
  let depth = 1;
  let expects = true;
  for (let at = start; at < code.length; at += 1) {
    const char = code[at] ?? '';
    const literal = quoted.get(at);
    if (expects && /\S/.test(char)) {
      expects = false;
      const name = literal?.value ?? KEY.exec(code.slice(at, at + 120))?.[1];
      if (name !== undefined && isTargetName(name)) keys.push({ name, at });
    }
    if (literal !== undefined) at = literal.end - 1;
    else if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) depth -= 1;
    else if (char === ',' && depth === 1) expects = true;
    if (depth === 0) return at;
  }
  return code.length;
}

function pythonNames(code: string): Found[] {
  const constants = [...code.matchAll(PY_PROVIDE)].flatMap((match) => found(match[1], match.index));
  const handed = new Set([...code.matchAll(PY_HANDED)].map((match) => match[1]));
  const methods = [...code.matchAll(PY_CLASS)].flatMap((match) => {
    const [whole, indent = '', name, bases = ''] = match;
    return PY_BASE.test(bases) || handed.has(name) ? methodsOf(code, match.index + whole.length, indent.length) : [];
  });
  return [...constants, ...methods];
}

function found(name: string | undefined, at: number): Found[] {
  return name === undefined ? [] : [{ name, at }];
}

/** The methods of a class whose head ends at an offset. */
function methodsOf(code: string, from: number, indent: number): Found[] {
  const methods: Found[] = [];
  let depth: number | undefined;
  let at = code.indexOf('\n', from) + 1;
  while (at > 0 && at < code.length) {
    const end = code.indexOf('\n', at);
    const line = code.slice(at, end === -1 ? code.length : end);
    const inner = line.length - line.trimStart().length;
    if (line.trim() !== '' && inner <= indent) break;
    const [, name] = PY_METHOD.exec(line.slice(0, 200)) ?? [];
    if (name !== undefined && inner === (depth ?? inner)) {
      depth = inner;
      methods.push({ name, at });
    }
    if (end === -1) break;
    at = end + 1;
  }
  return methods;
}
