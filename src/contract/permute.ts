import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';

/** Puts a list in another order. */
export type Reorder = <Item>(items: readonly Item[]) => Item[];

/** Lists of a contract whose order says nothing. */
const SETS: ReadonlySet<string> = new Set([
  'aliases',
  'baselines',
  'capabilities',
  'endpoints',
  'errors',
  'events',
  'methods',
  'requiredCapabilities',
  'reservedRoutePrefixes',
  'services',
  'tombstones',
]);
/** Members of a contract that are schemas of its users. */
const SCHEMAS: ReadonlySet<string> = new Set(['input', 'output', 'payload', 'request', 'response', 'schema']);
/** Keywords of a schema whose order says nothing. */
const SCHEMA_SETS: ReadonlySet<string> = new Set(['enum', 'required', 'type']);
/** Members that are data: their lists keep their order. */
const DATA: ReadonlySet<string> = new Set(['const', 'default', 'examples', 'foreign']);

/** The same contract source as its authors might have written it as well: members and sets in another order, at every depth. */
export function permuteContract(contract: JsonObject, reorder: Reorder): JsonObject {
  return members(contract, reorder, (name, value) => {
    if (DATA.has(name)) return value;
    if (SCHEMAS.has(name)) return permuteSchema(value, reorder);
    if (!Array.isArray(value)) return isJsonObject(value) ? permuteContract(value, reorder) : value;
    const items = value.map((item): JsonValue => (isJsonObject(item) ? permuteContract(item, reorder) : item));
    return SETS.has(name) ? reorder(items) : items;
  });
}

function permuteSchema(schema: JsonValue, reorder: Reorder): JsonValue {
  if (Array.isArray(schema)) return schema.map((item) => permuteSchema(item, reorder));
  if (!isJsonObject(schema)) return schema;
  return members(schema, reorder, (name, value) => {
    if (SCHEMA_SETS.has(name) && Array.isArray(value)) return reorder(value);
    return DATA.has(name) ? value : permuteSchema(value, reorder);
  });
}

function members(
  object: JsonObject,
  reorder: Reorder,
  member: (name: string, value: JsonValue) => JsonValue,
): JsonObject {
  return Object.fromEntries(reorder(Object.entries(object)).map(([name, value]) => [name, member(name, value)]));
}

/** Everything the other way round. */
export function reversed<Item>(items: readonly Item[]): Item[] {
  return [...items].reverse();
}

/** Some order that only the seed decides: a linear congruential generator picks (Fisher and Yates). */
export function shuffledBy(seed: number): Reorder {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return (items) => {
    const left = [...items];
    return items.flatMap(() => left.splice(below(left.length), 1));
  };
}
