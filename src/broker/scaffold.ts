import type { TargetKind } from './catalog-model.ts';
import { type BrokerTarget, formatTarget } from './target.ts';

export type ScaffoldLanguage = 'typescript' | 'python';

/** Schemas to start from: one text goes in and comes out, so that handler, example and test hold from the first run. */
export const SCAFFOLD_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: { id: { type: 'string' } },
} as const;

/** The contracts of what handlers in each language provide: what the client that they are typed by is generated from. */
export const PROVIDES_FILES = { typescript: 'provides.typescript.json', python: 'provides.python.json' } as const;

/** Folder of the client that handlers are typed by: it fills that alone, so each language has one. */
export const CLIENT_FOLDERS = { typescript: 'broker/client', python: 'broker/client_py' } as const;

/** A method or an event that is scaffolded, and where its schemas lie in the app's folder. */
export interface Scaffolded {
  readonly target: BrokerTarget;
  readonly kind: TargetKind;
  /** What a caller of a method has to be granted. */
  readonly scope?: string;
  readonly schemas: Readonly<Partial<Record<'input' | 'output' | 'payload', string>>>;
}

/** What is scaffolded, as the app's manifest says it already, else as it is usual. */
export function scaffolded(
  target: BrokerTarget,
  kind: TargetKind,
  known: Pick<Scaffolded, 'scope' | 'schemas'> = { schemas: {} },
): Scaffolded {
  const path = (end: string): string => `schemas/${target.name}.${end}.json`;
  if (kind === 'event') return { target, kind, schemas: { payload: known.schemas.payload ?? path('payload') } };
  const { input = path('in'), output = path('out') } = known.schemas;
  return { target, kind, scope: known.scope ?? scopeOf(target), schemas: { input, output } };
}

/** The scope of a method: `hr/approvalChain.get`; a name without a verb is used. */
export function scopeOf({ namespace, name }: BrokerTarget): string {
  return `${namespace}/${name.includes('.') ? name : `${name}.use`}`;
}

/** What a manifest has to say of a target that is scaffolded, in its dialect's words. @param version of its own */
export function providedItem(
  { target, scope, schemas: { input, output, payload } }: Scaffolded,
  dialect: 'native' | 'palette',
  version: string | undefined,
): Readonly<Record<string, string>> & { readonly id: string } {
  const end = dialect === 'native' ? '' : '_schema';
  return {
    id: target.name,
    ...(version === undefined ? {} : { version }),
    ...(scope === undefined ? {} : { scope }),
    ...(input === undefined ? {} : { [`input${end}`]: input }),
    ...(output === undefined ? {} : { [`output${end}`]: output }),
    ...(payload === undefined ? {} : { [`payload${end}`]: payload }),
  };
}

/** Schemas and example that a provider starts from: text by POSIX path in the app's folder. */
export function scaffoldFiles({ target, kind, schemas }: Scaffolded): ReadonlyMap<string, string> {
  const value = { id: 'example' };
  const example = kind === 'method' ? { input: value, output: value } : { payload: value };
  return new Map([
    ...Object.values(schemas).map((path) => [path, json(SCAFFOLD_SCHEMA)] as const),
    [exampleFile(target), json(example)],
  ]);
}

/** Where the example of a target lies in the app's folder. */
export function exampleFile({ name }: BrokerTarget): string {
  return `examples/${name}.json`;
}

/** `hr/v1` of a target: the namespace as contracts and clients know it. */
export function namespaceOf(target: BrokerTarget): string {
  const text = formatTarget(target);
  return text.slice(0, text.indexOf('#'));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
