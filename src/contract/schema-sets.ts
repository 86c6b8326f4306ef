import type { UserSchema } from '../formats/generated/contract.ts';
import { canonicalJson } from '../model/json/canonical.ts';
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

/**
 * A JSON Schema with the arrays that are sets sorted and without repeats, its members by name, and without `$comment`.
 * Lists whose order is seen (`prefixItems`, `oneOf`, `examples` …) keep it, and so do all lists in data (`const`,
 * `default`, `examples`).
 */
export function canonicalSchema(schema: UserSchema): UserSchema {
  return isJsonObject(schema) ? canonicalMembers(schema) : schema;
}

function canonicalMembers(schema: JsonObject): JsonObject {
  const result: Record<string, JsonValue> = {};
  for (const keyword of sortedNames(schema)) {
    const value = schema[keyword];
    if (value !== undefined && keyword !== '$comment') put(result, keyword, canonicalKeyword(keyword, value));
  }
  return result;
}

function canonicalKeyword(keyword: string, value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (SET_KEYWORDS.has(keyword)) return sortedSet(value);
  if (SCHEMA_KEYWORDS.has(keyword)) return Array.isArray(value) ? value.map(canonicalMember) : canonicalMember(value);
  if (!MAP_KEYWORDS.has(keyword) || !isJsonObject(value)) return membersByName(value);
  const result: Record<string, JsonValue> = {};
  for (const name of sortedNames(value)) {
    const member = value[name];
    if (member !== undefined) put(result, name, Array.isArray(member) ? sortedSet(member) : canonicalMember(member));
  }
  return result;
}

function canonicalMember(value: JsonValue): JsonValue {
  return isJsonObject(value) ? canonicalMembers(value) : membersByName(value);
}

/** An object may have a member of any name, also of the one that sets a prototype. */
function put(result: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name === '__proto__') Object.defineProperty(result, name, { value, enumerable: true, writable: true });
  else result[name] = value;
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

function sortedSet(value: JsonValue): JsonValue {
  if (!Array.isArray(value)) return membersByName(value);
  if (value.length < 2) return value.map(membersByName);
  const texts = value.map(canonicalJson);
  if (texts.every((text, at) => at === 0 || (texts[at - 1] ?? '') < text)) return value.map(membersByName);
  const byText = new Map(value.map((item: JsonValue, at) => [texts[at] ?? '', item]));
  return [...byText].sort(([a], [b]) => byCodeUnit(a, b)).map(([, item]) => membersByName(item));
}

/** Data with the members of its objects by name. */
function membersByName(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(membersByName);
  if (!isJsonObject(value)) return value;
  const result: Record<string, JsonValue> = {};
  for (const name of sortedNames(value)) {
    const member = value[name];
    if (member !== undefined) put(result, name, membersByName(member));
  }
  return result;
}
