import { digestJson } from '../model/digest.ts';
import { inputError } from '../model/errors.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { byCodeUnit } from '../model/order.ts';
import { quote } from '../model/quote.ts';
import { isAtLeast } from '../schema-diff/dialect/dialect.ts';
import { fileName } from './ir/names.ts';
import { member, type SchemaPlace, SchemaSpace } from './ir/schema-space.ts';
import type { ClientSchema, ClientTarget } from './model.ts';

/** A schema of the namespace that has an address (`$id`), and the addresses that it refers to itself. */
interface Sibling {
  readonly place: SchemaPlace;
  readonly outside: ReadonlySet<string>;
}

/** Siblings by address; `several` where schemas that differ have the same one. */
type Siblings = ReadonlyMap<string, Sibling | 'several'>;

/**
 * The targets of a namespace, where a schema that refers to another one by its `$id` has that one among its
 * definitions, as JSON Schema 2020-12 §9.3 bundles documents. What is made of a schema then depends on nothing but it.
 * Relative identifiers are relative to one address that all schemas of the namespace share. A reference that no
 * sibling answers stays as it is.
 * @throws AssayError client-schema-reference for an address that several schemas have, client-schema-shape
 */
export function withSiblings(targets: readonly ClientTarget[]): readonly ClientTarget[] {
  if (!targets.some(({ schemas }) => schemas.some(hasAddress))) return targets;
  const siblings = siblingsOf(targets);
  return targets.map((target) => {
    const schemas = target.schemas.map((schema) => bundled(target, schema, siblings));
    return schemas.every((schema, at) => schema === target.schemas[at]) ? target : { ...target, schemas };
  });
}

/** What an author wrote as one schema: of the errors of a method each detail. */
function written({ role, schema }: ClientSchema): readonly JsonValue[] {
  if (role !== 'error') return [schema];
  const details = isJsonObject(schema) ? member(schema, 'properties') : undefined;
  return isJsonObject(details) ? Object.values(details) : [];
}

function hasAddress(schema: ClientSchema): boolean {
  return written(schema).some(
    (one) => isJsonObject(one) && (typeof member(one, '$id') === 'string' || typeof member(one, 'id') === 'string'),
  );
}

function spaceOf(schema: JsonValue, where: string): SchemaSpace {
  return new SchemaSpace(schema, new Map(), '2020-12', where);
}

function siblingsOf(targets: readonly ClientTarget[]): Siblings {
  const siblings = new Map<string, Sibling | 'several'>();
  for (const { target, schemas } of targets)
    for (const schema of schemas)
      for (const one of written(schema)) {
        const space = spaceOf(one, `${target} ${schema.role}`);
        const { base } = space.root;
        if (space.isUnaddressed) continue;
        const known = siblings.get(base);
        const isNew = known === undefined;
        const isSame = isNew || (known !== 'several' && digestJson(known.place.schema) === digestJson(one));
        siblings.set(base, isSame ? { place: space.root, outside: space.outside() } : 'several');
      }
  return siblings;
}

function bundled({ target }: ClientTarget, schema: ClientSchema, siblings: Siblings): ClientSchema {
  if (!isJsonObject(schema.schema)) return schema;
  const where = `${target} ${schema.role}`;
  const space = spaceOf(schema.schema, where);
  const found = new Map<string, SchemaPlace>();
  const waiting = [...space.outside()];
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    const sibling = found.has(address) || space.has(address) ? undefined : siblings.get(address);
    if (sibling === undefined) continue;
    if (sibling === 'several') throw severalError(where, address);
    found.set(address, sibling.place);
    waiting.push(...sibling.outside);
  }
  return found.size === 0 ? schema : { ...schema, schema: withDefinitions(schema.schema, space.root, found) };
}

/** Identifiers become absolute: a relative one would mean something else inside another schema. */
function withDefinitions(schema: JsonObject, { base, dialect }: SchemaPlace, found: ReadonlyMap<string, SchemaPlace>) {
  const keyword = isAtLeast(dialect, '2019-09') ? '$defs' : 'definitions';
  const own = member(schema, keyword);
  const definitions = new Map(isJsonObject(own) ? Object.entries(own) : []);
  for (const [address, place] of [...found].sort(([a], [b]) => byCodeUnit(a, b))) {
    const name = fileName(address);
    definitions.set(name === '' || definitions.has(name) ? address : name, addressed(place, address));
  }
  return { ...addressed({ schema, dialect }, base), [keyword]: Object.fromEntries(definitions) };
}

function addressed({ schema, dialect }: Pick<SchemaPlace, 'schema' | 'dialect'>, address: string): JsonObject {
  return { ...(isJsonObject(schema) ? schema : {}), [isAtLeast(dialect, 'draft-06') ? '$id' : 'id']: address };
}

function severalError(where: string, address: string): Error {
  return inputError(
    'client-schema-reference',
    `${where} refers to ${quote(address)}, which schemas that differ have as their $id`,
    'give each schema of the namespace an $id of its own',
  );
}
