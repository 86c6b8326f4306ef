import { LineCounter } from '../model/line-counter.ts';
import { ClientValues } from './client-values.ts';
import { javascriptDeclarations } from './javascript-declarations.ts';
import { moduleNamed } from './module-names.ts';
import { pythonDeclarations } from './python-declarations.ts';
import type { Member } from './source-declarations.ts';
import type { ClientReference, Use } from './source-model.ts';
import type { SourceLanguage, SourceText } from './source-text.ts';
import { type Tokens, tokensOf } from './source-tokens.ts';

/** Of a source with more words than a person writes, no names are followed. */
const MOST_TOKENS = 200_000;
const MOST_REFERENCES = 5_000;
/** What a client calls its parts: without any of it, a member of a module is no part of a client. */
const PART = /^(?:createClient\(\)=?|Client:|bind\(\)=?|Tree:|\w*[vV][1-9]\d*(?:\(\)=?|:)?|[A-Z][A-Z0-9_]*)$/;
/** The one file of a client over palette's own SDK. */
const PALETTE = /(?:^|\/)services$/;
const TARGET_USES: ReadonlyMap<string, Use> = new Map([
  ['call()', 'call'],
  ['tryCall()', 'call'],
  ['emit()', 'emit'],
  ['emitEvent()', 'emit'],
  ['on()', 'subscribe'],
  ['onEvent()', 'subscribe'],
  ['events()', 'subscribe'],
]);

/** What a source does with the modules that may be generated clients. */
export interface ClientFacts {
  readonly references: readonly ClientReference[];
  /** How the texts that begin at offsets are used where they are targets: by an alias of `client.call`, say. */
  readonly uses: ReadonlyMap<number, Use>;
  /** Offsets after the braces of objects that are given to a client's `provide`. */
  readonly handlers: readonly number[];
}

const NOTHING: ClientFacts = { references: [], uses: new Map(), handlers: [] };

/** Follows the names of a source from its imports to members of clients. Which are clients is not known yet. */
export function clientFacts(source: string, text: SourceText, path: string, language: SourceLanguage): ClientFacts {
  if (!/\b(?:import|require)\b/.test(text.code)) return NOTHING;
  const tokens = tokensOf(text, MOST_TOKENS);
  if (tokens === undefined) return NOTHING;
  const moduleOf = (written: string) => moduleNamed(written, path, language);
  const declarations =
    language === 'python' ? pythonDeclarations(tokens, text.code, moduleOf) : javascriptDeclarations(tokens, moduleOf);
  const values = new ClientValues(tokens, declarations, moduleOf);
  const taken = declarations.names.flatMap((name) => {
    const value = name.path.length === 0 ? undefined : values.valueOf(name);
    return value === undefined || 'shape' in value ? [] : [{ member: value, at: name.at, end: name.at }];
  });
  const declared = new Set(declarations.names.map(({ at }) => at));
  return facts(source, path, tokens, values, [...taken, ...mentioned(tokens, values, declared)]);
}

interface Mention {
  readonly member: Member;
  /** Indexes of its first word, and after its last one. */
  readonly at: number;
  readonly end: number;
}

/** Every chain of names that leads to a member of an imported module, but for the declarations themselves. */
function mentioned(tokens: Tokens, values: ClientValues, declared: ReadonlySet<number>): Mention[] {
  const found: Mention[] = [];
  for (let at = 0; at < tokens.list.length; at += 1) {
    const { kind, text } = tokens.list[at] ?? { kind: 'mark', text: '' };
    const before = tokens.list[at - 1]?.text;
    const inParentheses =
      text === '(' &&
      kind === 'mark' &&
      /^(?:\.|\?\.|\)|!)$/.test(tokens.list[(tokens.closes.get(at) ?? 0) + 1]?.text ?? '');
    if (
      (kind !== 'name' && !inParentheses) ||
      text === 'await' ||
      declared.has(at) ||
      before === '.' ||
      before === '?.'
    )
      continue;
    const { value, end } = values.evaluate(at);
    if (value !== undefined && !('shape' in value)) found.push({ member: value, at, end });
  }
  return found;
}

function facts(
  source: string,
  path: string,
  { list, closes }: Tokens,
  values: ClientValues,
  mentions: readonly Mention[],
): ClientFacts {
  const lines = new LineCounter(source);
  const parts = mentions.filter(({ member }) => isPart(member)).sort((a, b) => a.at - b.at);
  const uses = new Map<number, Use>();
  const handlers: number[] = [];
  const references = parts.slice(0, MOST_REFERENCES).map(({ member, at, end }): ClientReference => {
    const last = member.steps.at(-1) ?? '';
    const open = [...range(at, end)].findLast((index) => closes.get(index) === end - 1);
    const argument = open === undefined ? undefined : list[open + 1];
    const use = TARGET_USES.get(last);
    if (use !== undefined && argument?.kind === 'text') uses.set(argument.at, use);
    const object = last === 'provide()' && open !== undefined ? values.objectAt(open + 1) : undefined;
    const brace = object === undefined ? undefined : list[object];
    if (brace !== undefined) handlers.push(brace.at + 1);
    const within = list[at - 1]?.text === '(' && list[at - 2]?.kind === 'name' ? list[at - 2]?.text : undefined;
    return {
      module: member.module,
      steps: member.steps,
      path,
      line: lines.at((list[at]?.at ?? 0) + 1),
      ...(within === undefined ? {} : { within }),
    };
  });
  return { references, uses, handlers };
}

function isPart({ module, steps }: Member): boolean {
  return (
    PALETTE.test(module.path) ||
    PART.test(module.path.slice(module.path.search(/[^/.]*$/))) ||
    steps.some((step) => PART.test(step))
  );
}

function* range(from: number, to: number): Generator<number> {
  for (let at = from; at < to; at += 1) yield at;
}
