import type { UserSchema } from '../formats/generated/contract.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { isJsonObject } from '../model/json/value.ts';
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
 * A JSON Schema with the arrays that are sets sorted and without repeats, and without `$comment`. Lists whose order is
 * seen (`prefixItems`, `oneOf`, `examples` …) keep it, and data (`const`, `default`, `examples`) is not touched.
 */
export function canonicalSchema(schema: UserSchema): UserSchema {
  if (!isJsonObject(schema)) return schema;
  const result: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword !== '$comment') result[keyword] = canonicalKeyword(keyword, value);
  }
  return result;
}

function canonicalKeyword(keyword: string, value: unknown): unknown {
  if (SET_KEYWORDS.has(keyword)) return sortedSet(value);
  if (SCHEMA_KEYWORDS.has(keyword)) return Array.isArray(value) ? value.map(canonicalMember) : canonicalMember(value);
  if (!MAP_KEYWORDS.has(keyword) || !isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, canonicalNamed(member)]));
}

function canonicalNamed(member: unknown): unknown {
  return Array.isArray(member) ? sortedSet(member) : canonicalMember(member);
}

function canonicalMember(value: unknown): unknown {
  return isJsonObject(value) ? canonicalSchema(value) : value;
}

function sortedSet(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const byText = new Map(value.map((item) => [canonicalJson(item), item]));
  return [...byText].sort(([a], [b]) => byCodeUnit(a, b)).map(([, item]) => item);
}
