import { digestBytes } from '../model/digest.ts';
import { inputError } from '../model/errors.ts';
import { decodeUtf8, type JsonDocument, parseJson } from '../model/json/parse.ts';
import { pointerJoin } from '../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { DEPTH, SIZE } from '../model/limits.ts';
import { byTuple } from '../model/order.ts';
import { quote } from '../model/quote.ts';
import type { ReadSchema } from '../schema-diff/bundle/schema-set.ts';
import type { BrokerCatalog, CatalogEntry, TargetKind } from './catalog-model.ts';
import { parseTarget, targetFault } from './target.ts';
import { refersOut, standingAlone, type WrittenSchemas, writtenSchema } from './target-schemas.ts';

/** The lists of a catalog, and what stands in them. */
const LISTS = [
  ['services', 'method'],
  ['events', 'event'],
] as const;

/** Spellings of a schema's member, by role; the first one that is there counts. */
const SCHEMA_MEMBERS = {
  input: ['input_schema', 'input'],
  output: ['output_schema', 'output'],
  payload: ['payload_schema', 'payload', 'schema'],
} as const;

/** Schemas of targets that are not in the catalog itself, and what reads the files that they and its own refer to. */
export interface SchemasBeside {
  /** By target; each counts where the item has none of its role. */
  readonly schemas?: ReadonlyMap<string, WrittenSchemas>;
  readonly read?: ReadSchema;
}

/** True for an answer or a file that has the form of a broker's catalog. */
export function isBrokerCatalog(value: JsonValue): value is JsonObject {
  return isJsonObject(value) && LISTS.some(([list]) => Array.isArray(value[list]));
}

/**
 * Reads a catalog as a palette broker serves it: `{services: [...], events: [...]}`, each item with its `target`.
 * Members that assay does not know are kept in the text and mean nothing here.
 * @throws AssayError of parseJson; catalog-malformed, catalog-duplicate-target, catalog-schema-reference (input)
 */
export function parseBrokerCatalog(bytes: Uint8Array, path: string, beside: SchemasBeside = {}): BrokerCatalog {
  const text = decodeUtf8(bytes, { path, maxBytes: SIZE.document });
  return brokerCatalogOf(parseJson(text, { path, maxDepth: DEPTH.userSchemas }), text, beside);
}

/** As parseBrokerCatalog, for a document that is parsed already. */
export function brokerCatalogOf(document: JsonDocument, text: string, beside: SchemasBeside = {}): BrokerCatalog {
  const { schemas: given = new Map<string, WrittenSchemas>(), read } = beside;
  const items = itemsOf(document, given);
  const { path } = document.locate('');
  // What no item has, others may refer to.
  const used = items.map(({ written }) => written);
  const known = new Set(used);
  const unused = [...given.values()].filter((written) => !known.has(written));
  const alone = standingAlone([...used, ...unused], path, read);
  const entries = items.map(({ entry }, at): CatalogEntry => ({ ...entry, schemas: alone[at] ?? {} }));
  return {
    path,
    form: 'palette',
    digest: digestBytes(text),
    text,
    json: document.value,
    entries: sortedEntries(entries),
  };
}

/** A target of a catalog, and how much of its schemas is in the catalog itself. */
export interface ListedTarget {
  readonly target: string;
  /** How many of the schemas that a target of its kind has are somewhere else. */
  readonly lacks: 'all' | 'some' | 'none';
  /** True where one that is there refers to something outside of itself. */
  readonly refersOut: boolean;
}

/** What a catalog lists, before its schemas are made to stand alone. @throws AssayError catalog-malformed (input) */
export function listedTargets(document: JsonDocument): readonly ListedTarget[] {
  return itemsOf(document, new Map()).map(({ entry: { target, kind }, written }): ListedTarget => {
    const roles = kind === 'event' ? (['payload'] as const) : (['input', 'output'] as const);
    const absent = roles.filter((role) => written[role] === undefined).length;
    const lacks = absent === 0 ? 'none' : absent === roles.length ? 'all' : 'some';
    return { target, lacks, refersOut: refersOut(written) };
  });
}

function itemsOf(document: JsonDocument, given: ReadonlyMap<string, WrittenSchemas>): ReturnType<typeof entryOf>[] {
  const { value } = document;
  if (!isBrokerCatalog(value)) throw malformed(document, '', 'has no list "services" and none "events"');
  return LISTS.flatMap(([list, kind]) => {
    const items = value[list] ?? [];
    if (!Array.isArray(items)) throw malformed(document, `/${list}`, 'is no list');
    return items.map((item: JsonValue, at) => entryOf(document, `/${list}/${at}`, item, kind, given));
  });
}

/** Sorts entries by target and kind. @throws AssayError catalog-duplicate-target (input) */
export function sortedEntries(entries: readonly CatalogEntry[]): CatalogEntry[] {
  const sorted = [...entries].sort((a, b) => byTuple([a.target, a.kind], [b.target, b.kind]));
  for (const [at, entry] of sorted.entries()) {
    const before = sorted[at - 1];
    if (before?.target === entry.target && before.kind === entry.kind)
      throw inputError(
        'catalog-duplicate-target',
        `${entry.location.path} offers the ${entry.kind} ${quote(entry.target)} twice`,
        'a target has one provider: ask whoever runs the broker which of the two is right',
        entry.location,
      );
  }
  return sorted;
}

/**
 * Reads the schemas of targets as a palette broker serves them, `{<target>: {input, output} | {payload}}`, the map
 * itself or in a member `schemas`.
 * @throws AssayError of parseJson; catalog-malformed (input)
 */
export function parseBrokerSchemas(bytes: Uint8Array, path: string): ReadonlyMap<string, WrittenSchemas> {
  return brokerSchemasOf(parseJson(bytes, { path, maxBytes: SIZE.document, maxDepth: DEPTH.userSchemas }));
}

/** As parseBrokerSchemas, for a document that is parsed already. */
export function brokerSchemasOf(document: JsonDocument): ReadonlyMap<string, WrittenSchemas> {
  const { value } = document;
  const wrapped = isJsonObject(value) && isJsonObject(value.schemas) ? value.schemas : undefined;
  const map = wrapped ?? value;
  if (!isJsonObject(map)) throw malformed(document, '', 'is no object');
  const found = new Map<string, WrittenSchemas>();
  for (const [target, item] of Object.entries(map)) {
    const pointer = pointerJoin(wrapped === undefined ? '' : '/schemas', target);
    requireTarget(document, pointer, target);
    if (!isJsonObject(item)) throw malformed(document, pointer, 'is no object');
    found.set(target, schemasOf(document, pointer, item));
  }
  return found;
}

function entryOf(
  document: JsonDocument,
  pointer: string,
  item: JsonValue,
  kind: TargetKind,
  given: ReadonlyMap<string, WrittenSchemas>,
): { readonly entry: Omit<CatalogEntry, 'schemas'>; readonly written: WrittenSchemas } {
  if (!isJsonObject(item)) throw malformed(document, pointer, 'is no object');
  const target = textOf(document, pointer, item, 'target');
  if (target === undefined) throw malformed(document, pointer, 'has no "target"');
  requireTarget(document, `${pointer}/target`, target);
  const text = (...names: readonly string[]): string | undefined =>
    names.map((name) => textOf(document, pointer, item, name)).find((value) => value !== undefined);
  const flag = (name: string): boolean | undefined => flagOf(document, pointer, item, name);
  const own = schemasOf(document, pointer, item);
  const provider = text('provider_app_id', 'provider');
  const [version, label, scope, replacement] = [text('version'), text('label'), text('scope'), text('replacement')];
  const [installed, granted] = [flag('installed'), flag('granted')];
  const method = text('route_method');
  const path = text('route_path');
  const examples = examplesOf(item.examples);
  const entry: Omit<CatalogEntry, 'schemas'> = {
    target,
    kind,
    description: text('description') ?? '',
    deprecated: flag('deprecated') ?? false,
    ...(provider === undefined ? {} : { provider }),
    ...(version === undefined ? {} : { version }),
    ...(label === undefined ? {} : { label }),
    ...(scope === undefined ? {} : { scope }),
    ...(installed === undefined ? {} : { installed }),
    ...(granted === undefined ? {} : { granted }),
    ...(replacement === undefined ? {} : { replacement }),
    ...(method === undefined || path === undefined ? {} : { route: { method: method.toUpperCase(), path } }),
    ...(examples === undefined ? {} : { examples }),
    location: document.locate(pointer),
  };
  return { entry, written: { ...given.get(target), ...own } };
}

/** Examples as a manifest writes them, `[{input, output}]`, by role; what is written otherwise is passed over. */
function examplesOf(written: JsonValue | undefined): CatalogEntry['examples'] {
  const items = Array.isArray(written) ? written.filter(isJsonObject) : [];
  if (items.length === 0) return undefined;
  const of = (role: 'input' | 'output' | 'payload'): JsonValue[] =>
    items.flatMap((item) => (item[role] === undefined ? [] : [item[role]]));
  return { input: of('input'), output: of('output'), payload: of('payload') };
}

function schemasOf(document: JsonDocument, pointer: string, item: JsonObject): WrittenSchemas {
  const schema = (role: keyof typeof SCHEMA_MEMBERS) => {
    // What a broker does not know it may leave out or write null.
    const member = SCHEMA_MEMBERS[role].find((name) => (item[name] ?? null) !== null);
    return member === undefined
      ? undefined
      : writtenSchema(document, pointerJoin(pointer, member), item[member] ?? null);
  };
  const [input, output, payload] = [schema('input'), schema('output'), schema('payload')];
  return {
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    ...(payload === undefined ? {} : { payload }),
  };
}

function textOf(document: JsonDocument, pointer: string, item: JsonObject, name: string): string | undefined {
  const value = item[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && name === 'version') return String(value);
  throw malformed(document, pointerJoin(pointer, name), 'is no text');
}

function flagOf(document: JsonDocument, pointer: string, item: JsonObject, name: string): boolean | undefined {
  const value = item[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  throw malformed(document, pointerJoin(pointer, name), 'is neither true nor false');
}

function requireTarget(document: JsonDocument, pointer: string, target: string): void {
  if (parseTarget(target) === undefined)
    throw malformed(document, pointer, `${quote(target)} ${targetFault(target) ?? 'is no target'}`);
}

function malformed(document: JsonDocument, pointer: string, what: string): Error {
  const location = document.locate(pointer);
  return inputError(
    'catalog-malformed',
    `${location.path}:${location.line}:${location.column} is no broker catalog: ${pointer === '' ? 'the document' : pointer} ${what}`,
    'give a catalog as the broker serves it, a folder with one, or a contract',
    location,
  );
}
