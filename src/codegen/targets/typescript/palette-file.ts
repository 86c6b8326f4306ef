import { stringLiteral, typeName, uniqueNames } from '../../identifiers.ts';
import type { ClientModel, ClientNamespace, ClientTarget } from '../../model.ts';
import { ClientRecord } from '../../record.ts';
import { declareTypes } from './engine.ts';
import { contractTitle, header } from './header.ts';
import { mapsText } from './namespace-file.ts';
import { isReservedSegment } from './runtime/tree.ts';
import { type Branch, branches, treeType } from './tree-type.ts';

/** The one file that `pltt` writes for TypeScript, and we write in its place. */
export const PALETTE_FILE = 'services.ts';

/**
 * A whole client in one module, as palette's apps have it: one export per namespace over the SDK's own client, so that
 * the platform's checks apply. `hr` is the lowest major version that the contract has: another one that comes later
 * changes nothing for those who import it.
 */
export async function paletteText(model: ClientModel, record = new ClientRecord()): Promise<string> {
  const names = uniqueNames([
    ...model.namespaces.map(({ namespace }) => ({ key: namespace, wanted: typeName(namespace) })),
    ...[...aliases(model)].map(([namespace, base]) => ({ key: `alias ${namespace}`, wanted: typeName(base) })),
  ]);
  const nameOf = (key: string): string => names.get(key) ?? '';
  const parts: string[] = [];
  for (const namespace of model.namespaces) {
    const types = await declareTypes(namespace);
    record.addLosses(types.map((one) => [one.target.target, one.types.losses.length]));
    parts.push(namespaceTypes(namespace, nameOf(namespace.namespace), mapsText(namespace, types)));
  }
  const bound = model.namespaces.filter(hasMethods);
  const shown = new Set(bound.map(({ namespace }) => namespace));
  return `${[
    header(
      contractTitle(model),
      model.digest,
      model.namespaces.flatMap(({ targets }) => targets),
    ),
    "import { palette } from '@palettelab/sdk';",
    ...parts,
    merged('Services', 'Methods by target.', model, nameOf),
    merged('Events', 'Events by target.', model, nameOf),
    ...(bound.length === 0 ? [] : [CALLS]),
    ...bound.map((namespace) => client(namespace, nameOf(namespace.namespace))),
    ...[...aliases(model)]
      .filter(([namespace]) => shown.has(namespace))
      .map(([namespace]) => aliasText(lowerFirst(nameOf(namespace)), lowerFirst(nameOf(`alias ${namespace}`))))
      .filter((text) => text !== ''),
    EVENTS,
  ].join('\n\n')}\n`;
}

/** The namespace at its lowest major version, and its name without one. */
function aliases({ namespaces }: ClientModel): Map<string, string> {
  const lowest = new Map<string, { readonly namespace: string; readonly major: number }>();
  for (const { namespace, targets } of namespaces) {
    if (!targets.some(({ kind }) => kind === 'method')) continue;
    const [base = '', version = ''] = namespace.split('/');
    const major = Number(version.slice(1));
    if (major < (lowest.get(base)?.major ?? Number.POSITIVE_INFINITY)) lowest.set(base, { namespace, major });
  }
  return new Map([...lowest].map(([base, { namespace }]) => [namespace, base]));
}

/** Names that the file exports itself; `default` would be something else. */
const TAKEN: ReadonlySet<string> = new Set(['default', 'onEvent', 'emitEvent']);

function aliasText(name: string, alias: string): string {
  return TAKEN.has(alias) ? '' : `export { ${name} as ${alias} };`;
}

function hasMethods({ targets }: ClientNamespace): boolean {
  return targets.some(({ kind }) => kind === 'method');
}

function callable({ targets }: ClientNamespace) {
  return targets
    .filter(({ kind }) => kind === 'method')
    .map((target): { path: readonly string[]; target: ClientTarget } => ({ path: target.name.split('.'), target }))
    .filter(({ path }) => !path.some(isReservedSegment));
}

/** Types in a namespace that is there for the compiler alone: two namespaces may have types of the same name. */
function namespaceTypes(namespace: ClientNamespace, name: string, maps: string): string {
  const tree = hasMethods(namespace) ? `${treeType(callable(namespace), 'Call')}\n\n` : '';
  const body = `${tree}${maps}`.split('\n').map((line) => (line === '' ? '' : `  ${line}`));
  return `export declare namespace ${name} {\n${body.join('\n')}\n}`;
}

function merged(map: string, what: string, { namespaces }: ClientModel, nameOf: (key: string) => string): string {
  const parents = namespaces.map(({ namespace }) => `${nameOf(namespace)}.${map}`);
  return `/** ${what} */\nexport interface ${map}${parents.length === 0 ? '' : ` extends ${parents.join(', ')}`} {}`;
}

function client(namespace: ClientNamespace, name: string): string {
  return `export const ${lowerFirst(name)}: ${name}.Tree = ${nodeText(branches(callable(namespace)), name, 0)};`;
}

function nodeText({ target, below }: Branch, name: string, indent: number): string {
  const inner = ' '.repeat(indent + 2);
  const members = [...below].map(
    ([segment, branch]) => `${inner}${stringLiteral(segment)}: ${nodeText(branch, name, indent + 2)},\n`,
  );
  const object = members.length === 0 ? '{}' : `{\n${members.join('')}${' '.repeat(indent)}}`;
  return `node(${target ? `call(${stringLiteral(target.target)})` : '{}'}, ${object})`;
}

const CALLS = `type Call<S, T extends keyof S> = S[T] extends { input: infer I; output: infer O } ? (input: I) => Promise<O> : never;

function call<T extends keyof Services>(target: T): Call<Services, T> {
  const send = (input: unknown): Promise<unknown> => Promise.resolve(palette.broker.call(target, input));
  return send as Call<Services, T>;
}

/** Nothing in a node is inherited, and none is a thenable. */
function node<C extends object, M extends object>(made: C, members: M): C & M {
  for (const key of Object.getOwnPropertyNames(made)) Reflect.deleteProperty(made, key);
  for (const [key, value] of Object.entries(members)) Object.defineProperty(made, key, { value, enumerable: true });
  Object.setPrototypeOf(made, null);
  return Object.freeze(made) as C & M;
}`;

const EVENTS = `/** Calls the handler for each event of a target. */
export function onEvent<T extends keyof Events>(target: T, handler: (payload: Events[T]) => void): ReturnType<typeof palette.events.on> {
  return palette.events.on(target, (event: { readonly payload: unknown }) => handler(event.payload as Events[T]));
}

/** Emits an event of a namespace that this app provides. */
export async function emitEvent<T extends keyof Events>(target: T, payload: Events[T]): Promise<void> {
  await palette.broker.emit(target, payload);
}`;

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
