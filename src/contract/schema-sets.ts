import type { UserSchema } from '../formats/generated/contract.ts';
import { canonicalJson, isPlainName, isPlainScalar, type Ordered } from '../model/json/canonical.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { byCodeUnit } from '../model/order.ts';

/** Keywords (drafts 07 to 2020-12) whose value is one schema, a list of schemas, or either. */
export const SCHEMA_KEYWORDS: ReadonlySet<string> = new Set([
  'additionalItems',
  'additionalProperties',
  'allOf',
  'anyOf',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'oneOf',
  'prefixItems',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]);

/** Keywords whose value is a map from names to schemas (in draft 07, `dependencies` may hold sets of names too). */
export const MAP_KEYWORDS: ReadonlySet<string> = new Set([
  '$defs',
  'definitions',
  'dependencies',
  'dependentRequired',
  'dependentSchemas',
  'patternProperties',
  'properties',
]);

/** Keywords whose array is a set: order and repeats say nothing. */
const SET_KEYWORDS: ReadonlySet<string> = new Set(['enum', 'required', 'type']);

const canonical = new WeakMap<JsonObject, JsonObject>();
const plain = new WeakSet<object>();

/** Canonical schemas that JSON.stringify writes as RFC 8785 does. */
export const plainSchemas: Ordered = plain;

/**
 * A JSON Schema with the arrays that are sets sorted and without repeats, its members by name, and without `$comment`.
 * Lists whose order is seen (`prefixItems`, `oneOf`, `examples` …) keep it, and so do all lists in data (`const`,
 * `default`, `examples`). One schema may stand in many places: it has one canonical form.
 */
export function canonicalSchema(schema: UserSchema): UserSchema {
  if (!isJsonObject(schema)) return schema;
  const known = canonical.get(schema);
  if (known !== undefined) return known;
  const seen: Seen = { plain: true };
  const made = members(schema, 'schema', seen);
  canonical.set(schema, made);
  if (seen.plain) plain.add(made);
  return made;
}

/** What was seen while a schema was copied; looking again would take as long as the copy. */
interface Seen {
  plain: boolean;
}

/**
 * Where a value stands, which says how it is read: a schema; a keyword's one schema or list of them; a map from names to
 * schemas or sets of names, and a member of such a map; a set; data.
 */
type Place = 'schema' | 'schemas' | 'map' | 'named' | 'set' | 'data';

/** Keywords whose value is no data. */
const PLACES: ReadonlyMap<string, Place | 'comment'> = new Map<string, Place | 'comment'>([
  ...[...SET_KEYWORDS].map((keyword) => [keyword, 'set'] as const),
  ...[...SCHEMA_KEYWORDS].map((keyword) => [keyword, 'schemas'] as const),
  ...[...MAP_KEYWORDS].map((keyword) => [keyword, 'map'] as const),
  ['$comment', 'comment'],
]);

/** One function for every place: a new process compiles each that is often called, which takes longer than their work. */
function canonicalValue(value: JsonValue, place: Place, seen: Seen): JsonValue {
  if (isJsonObject(value)) return members(value, place, seen);
  if (!Array.isArray(value)) {
    if (!isPlainScalar(value)) seen.plain = false;
    return value;
  }
  if (place === 'set' || place === 'named') return sortedSet(value, seen);
  const items: JsonValue[] = [];
  for (const item of value) items.push(canonicalValue(item, place === 'schemas' ? 'schema' : 'data', seen));
  return items;
}

function members(object: JsonObject, place: Place, seen: Seen): JsonObject {
  const result: Record<string, JsonValue> = {};
  const isData = place === 'data' || place === 'set';
  for (const name of sortedNames(object)) {
    const value = object[name];
    const keyword = isData || place === 'map' ? undefined : PLACES.get(name);
    if (value === undefined || keyword === 'comment') continue;
    if (keyword === undefined && !isPlainName(name)) seen.plain = false;
    const made = canonicalValue(value, keyword ?? (place === 'map' ? 'named' : 'data'), seen);
    // An object may have a member of any name, also of the one that sets a prototype.
    if (name === '__proto__') Object.defineProperty(result, name, { value: made, enumerable: true, writable: true });
    else result[name] = made;
  }
  return result;
}

/** The names of an object's members by code unit. Most are few, which Array.sort takes longer for. */
function sortedNames(object: JsonObject): readonly string[] {
  const names = Object.keys(object);
  if (names.length > FEW) return names.sort();
  for (let at = 1; at < names.length; at += 1) {
    const name = names[at] ?? '';
    let to = at;
    for (let before = names[to - 1]; before !== undefined && before > name; before = names[to - 1]) {
      names[to] = before;
      to -= 1;
    }
    names[to] = name;
  }
  return names;
}

const FEW = 16;

function sortedSet(items: readonly JsonValue[], seen: Seen): JsonValue {
  if (areWords(items)) return ascend(items) ? items : [...new Set(items)].sort();
  if (items.length === 1) return items.map((item) => canonicalValue(item, 'data', seen));
  const byText = new Map(items.map((item) => [canonicalJson(item), item]));
  return [...byText].sort(([a], [b]) => byCodeUnit(a, b)).map(([, item]) => canonicalValue(item, 'data', seen));
}

/** Text that, as JSON, stands among others of its kind as it does itself: no character is before the quote, none is escaped. */
const WORD = /^[#-[\]-~]*$/;

/** Whether a set is of words, as most are. */
function areWords(items: readonly JsonValue[]): items is readonly string[] {
  for (const item of items) if (typeof item !== 'string' || !WORD.test(item)) return false;
  return true;
}

/** Whether words stand in order and without repeats. */
function ascend(words: readonly string[]): boolean {
  for (let at = 1; at < words.length; at += 1) if ((words[at] ?? '') <= (words[at - 1] ?? '')) return false;
  return true;
}
