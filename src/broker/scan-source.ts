import { LineCounter } from '../model/line-counter.ts';
import { clientModule } from './client-modules.ts';
import { clientFacts } from './scan-client.ts';
import { providedHandlers, sentConstants } from './scan-provided.ts';
import type { BuiltTarget, EmitFact, HandlerFact, SourceFacts, TargetUse, Use } from './source-model.ts';
import { type Literal, type SourceLanguage, type SourceText, sourceText } from './source-text.ts';
import { isNamespace, isTargetName, parseTarget } from './target.ts';

/** What stands before a target, and how the target is used there. */
const CONTEXTS: readonly (readonly [RegExp, Use])[] = [
  [/(?:\bemit|\bemitDurable|\bemitEvent|\bpublish|\bpublishDurable|\bbroker_emit)\s*\(\s*$/, 'emit'],
  [/(?:\.\s*on|\bonEvent|\bevents|\bsubscribe|\bsubscribe_event|\bstream)\s*\(\s*\[?\s*$/, 'subscribe'],
  [/(?:\bcall|\btryCall|\bbroker_call)\s*\(\s*$/, 'call'],
];
const EMIT_TOPIC = /\bevents\s*\.\s*(?:emit|emitDurable|publish|publishDurable)\s*\(\s*$/;
const HANDLER = /(?:@\s*|(?<![.\w$@]))service\s*\(\s*$/;
const PROXY = /(?:\bservices|\bproxy)\s*\(\s*$/;
const PROXY_CALL = /^\s*\)\s*((?:\??\.\s*[A-Za-z_]\w*\s*)+)\(/;
/** Bounded, so that no text takes more than a fixed number of steps for each of its characters. */
const CHAIN = /(?<![\w$.])[A-Za-z_]\w{0,60}(?:\s{0,20}\.\s{0,20}[A-Za-z_]\w{0,60}){1,10}(?=\s{0,20}\()/g;
const CONTEXT = 80;
/** A call's arguments are looked through so far for what it says of a handler. */
const ARGUMENTS = 4_000;
/** Of more handlers in one file, which no person wrote, the arguments are not looked at. */
const MOST_HANDLERS = 1_000;

/** What one file says of the broker. */
export type FileFacts = Omit<SourceFacts, 'files'>;

/** Finds targets, handlers and events in a source, by their text: nothing is run and no type is known. */
export function scanSource(source: string, path: string, language: SourceLanguage): FileFacts {
  const text = sourceText(source, language);
  const lines = new LineCounter(source);
  const client = clientFacts(source, text, path, language);
  let seen = 0;
  const found = text.literals.map((literal, index) => {
    const facts = factsAt(text, literal, path, lines.at(literal.start), client.uses.get(literal.start));
    if (facts.handler === undefined) return facts;
    seen += 1;
    if (seen > MOST_HANDLERS) return facts;
    return { handler: { ...facts.handler, ...handlerArguments(text, index + 1, literal.end) } };
  });
  const { handlers, named } = providedHandlers(source, text, path, language, client.handlers);
  return {
    references: client.references,
    uses: found.flatMap(({ use }) => (use === undefined ? [] : [use])),
    handlers: [...found.flatMap(({ handler }) => (handler === undefined ? [] : [handler])), ...handlers],
    named,
    built: found.flatMap(({ built }) => (built === undefined ? [] : [built])),
    emits: found.flatMap(({ emit }) => (emit === undefined ? [] : [emit])),
    sent: language === 'python' ? sentConstants(text) : new Set(),
    chains: new Set([...text.code.matchAll(CHAIN)].map(([chain]) => chain.replaceAll(/\s/g, ''))),
  };
}

/** What a generated file says: whether it is a client, and of which targets. */
export function scanGenerated(source: string, path: string): FileFacts {
  const client = clientModule(source, path);
  return { ...NOTHING, clients: client === undefined ? [] : [client] };
}

const NOTHING: FileFacts = { uses: [], handlers: [], emits: [], chains: new Set() };

/** Puts the facts of files together. */
export function mergeFacts(files: readonly FileFacts[]): SourceFacts {
  return {
    files: files.length,
    uses: files.flatMap(({ uses }) => uses),
    handlers: files.flatMap(({ handlers }) => handlers),
    named: files.flatMap(({ named = [] }) => named),
    built: files.flatMap(({ built = [] }) => built),
    references: files.flatMap(({ references = [] }) => references),
    clients: files.flatMap(({ clients = [] }) => clients),
    emits: files.flatMap(({ emits }) => emits),
    sent: new Set(files.flatMap(({ sent = [] }) => [...sent])),
    chains: new Set(files.flatMap(({ chains }) => [...chains])),
  };
}

interface Found {
  readonly use?: TargetUse;
  readonly handler?: HandlerFact;
  readonly emit?: EmitFact;
  readonly built?: BuiltTarget;
}

/** @param known how the literal is used, where its place says so */
function factsAt(text: SourceText, literal: Literal, path: string, line: number, known: Use | undefined): Found {
  const { value, start, end } = literal;
  const before = text.code.slice(Math.max(0, start - CONTEXT), start);
  if (HANDLER.test(before) && (isTargetName(value) || parseTarget(value) !== undefined))
    return { handler: { name: value, path, line } };
  if (parseTarget(value) !== undefined) {
    const use = known ?? CONTEXTS.find(([pattern]) => pattern.test(before))?.[1] ?? 'name';
    return { use: { target: value, use, path, line } };
  }
  if (isBuilt(text, literal)) return { built: { path, line } };
  if (EMIT_TOPIC.test(before) && isTargetName(value)) return { emit: { topic: value, path, line } };
  const [namespace = '', major = '', ...more] = value.split('/');
  if (more.length > 0 || !/^v[1-9]\d*$/.test(major) || !isNamespace(namespace) || !PROXY.test(before)) return {};
  const chain = PROXY_CALL.exec(text.code.slice(end, end + CONTEXT * 2))?.[1]
    ?.replaceAll(/[\s?]/g, '')
    .slice(1);
  const target = chain === undefined ? undefined : `${value}#${chain}`;
  return target === undefined || parseTarget(target) === undefined ? {} : { use: { target, use: 'call', path, line } };
}

/** True for a target with a hole in it (a template, an f-string), and for the start of one that something is added to. */
function isBuilt({ code }: SourceText, { value, start }: Literal): boolean {
  if (value.length > 300 || !value.includes('/v') || !value.includes('#')) return false;
  if (value.endsWith('#')) return parseTarget(`${value}x`) !== undefined;
  const template = code[start] === '`';
  if (!template && !/(?<![\w$])(?:[rR]?[fF]|[fF][rR])$/.test(code.slice(Math.max(0, start - 3), start))) return false;
  const whole = value.replaceAll(template ? /\$\{[^{}]{0,200}\}/g : /\{[^{}]{0,200}\}/g, '1');
  return (
    whole !== value && parseTarget(whole.replace(/#1/, '#x').replace(/^1/, 'x').replaceAll('.1', '.x')) !== undefined
  );
}

/** What the rest of a handler's arguments says, as far as it is written as texts. @param next index of the next literal */
function handlerArguments(
  text: SourceText,
  next: number,
  from: number,
): Pick<HandlerFact, 'scope' | 'input' | 'output'> {
  const to = closing(text.code, from);
  const literals: Literal[] = [];
  for (let at = next; at < text.literals.length; at += 1) {
    const literal = text.literals[at];
    if (literal === undefined || literal.start >= to) break;
    literals.push(literal);
  }
  const named = (pattern: RegExp): string | undefined =>
    literals.find(({ start }) => pattern.test(text.code.slice(Math.max(from, start - 40), start)))?.value;
  const scope = named(/\bscope["']?\s*[=:]\s*$/);
  const input = named(/\binput_?[sS]chema["']?\s*[=:]\s*$/);
  const output = named(/\boutput_?[sS]chema["']?\s*[=:]\s*$/);
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
  };
}

/** The offset of the parenthesis that ends a call whose arguments have begun. */
function closing(code: string, from: number): number {
  const end = Math.min(code.length, from + ARGUMENTS);
  let depth = 1;
  for (let at = from; at < end; at += 1) {
    const char = code[at];
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return end;
}
