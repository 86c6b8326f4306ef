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
  const made = canonicalMembers(schema, seen);
  canonical.set(schema, made);
  if (seen.plain) plain.add(made);
  return made;
}

/** What was seen while a schema was copied; looking again would take as long as the copy. */
interface Seen {
  plain: boolean;
}

function canonicalMembers(schema: JsonObject, seen: Seen): JsonObject {
  const result: Record<string, JsonValue> = {};
  for (const keyword of sortedNames(schema)) {
    const value = schema[keyword];
    if (value !== undefined && keyword !== '$comment')
      put(result, keyword, canonicalKeyword(keyword, value, seen), seen);
  }
  return result;
}

function canonicalKeyword(keyword: string, value: JsonValue, seen: Seen): JsonValue {
  if (typeof value !== 'object' || value === null) return scalar(value, seen);
  if (SET_KEYWORDS.has(keyword)) return sortedSet(value, seen);
  if (SCHEMA_KEYWORDS.has(keyword))
    return Array.isArray(value) ? value.map((item) => canonicalMember(item, seen)) : canonicalMember(value, seen);
  if (!MAP_KEYWORDS.has(keyword) || !isJsonObject(value)) return membersByName(value, seen);
  const result: Record<string, JsonValue> = {};
  for (const name of sortedNames(value)) {
    const member = value[name];
    if (member === undefined) continue;
    put(result, name, Array.isArray(member) ? sortedSet(member, seen) : canonicalMember(member, seen), seen);
  }
  return result;
}

function canonicalMember(value: JsonValue, seen: Seen): JsonValue {
  return isJsonObject(value) ? canonicalMembers(value, seen) : membersByName(value, seen);
}

/** An object may have a member of any name, also of the one that sets a prototype. */
function put(result: Record<string, JsonValue>, name: string, value: JsonValue, seen: Seen): void {
  if (!isPlainName(name)) seen.plain = false;
  if (name === '__proto__') Object.defineProperty(result, name, { value, enumerable: true, writable: true });
  else result[name] = value;
}

function scalar(value: JsonValue, seen: Seen): JsonValue {
  if (!isPlainScalar(value)) seen.plain = false;
  return value;
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

function sortedSet(value: JsonValue, seen: Seen): JsonValue {
  const byName = (item: JsonValue): JsonValue => membersByName(item, seen);
  if (!Array.isArray(value)) return byName(value);
  if (value.length < 2) return value.map(byName);
  const texts = value.map(canonicalJson);
  if (texts.every((text, at) => at === 0 || (texts[at - 1] ?? '') < text)) return value.map(byName);
  const byText = new Map(value.map((item: JsonValue, at) => [texts[at] ?? '', item]));
  return [...byText].sort(([a], [b]) => byCodeUnit(a, b)).map(([, item]) => byName(item));
}

/** Data with the members of its objects by name. */
function membersByName(value: JsonValue, seen: Seen): JsonValue {
  if (Array.isArray(value)) return value.map((item) => membersByName(item, seen));
  if (!isJsonObject(value)) return scalar(value, seen);
  const result: Record<string, JsonValue> = {};
  for (const name of sortedNames(value)) {
    const member = value[name];
    if (member !== undefined) put(result, name, membersByName(member, seen), seen);
  }
  return result;
}
