import type { JsonObject, JsonValue } from '../../model/json/value.ts';
import { member } from './schema-space.ts';

/** The types of JSON Schema, in the order that types are written in. */
export const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] as const;
export type JsonType = (typeof TYPES)[number];

/** Which types a value may have. */
export type TypeSet = ReadonlySet<JsonType>;

/** Every type: `number` has the integers. */
export const ALL_TYPES: TypeSet = new Set(TYPES.filter((type) => type !== 'integer'));

/** How a schema without `type` is read. */
export type TypeMode =
  /** The letter: properties only say something of objects, and any other value is as good. */
  | 'strict'
  /** What its author meant: a schema that speaks of properties is an object, one that speaks of items an array. */
  | 'intent';

const OBJECT_WORDS = ['properties', 'required', 'additionalProperties', 'patternProperties', 'propertyNames'];
const ARRAY_WORDS = ['items', 'prefixItems', 'additionalItems'];

export function speaksOfObjects(schema: JsonObject): boolean {
  return OBJECT_WORDS.some((word) => Object.hasOwn(schema, word));
}

export function speaksOfArrays(schema: JsonObject): boolean {
  return ARRAY_WORDS.some((word) => Object.hasOwn(schema, word));
}

/** The types that a schema speaks of, whether it names them or not; undefined where it speaks of none. */
export function spokenTypes(schema: JsonObject): TypeSet | undefined {
  const spoken: JsonType[] = [];
  if (speaksOfObjects(schema)) spoken.push('object');
  if (speaksOfArrays(schema)) spoken.push('array');
  return spoken.length === 0 ? undefined : new Set(spoken);
}

/** The types that `type` (and OpenAPI's `nullable` beside it) names; undefined where it names none. */
export function namedTypes(schema: JsonObject): TypeSet | undefined {
  const type = member(schema, 'type');
  const named: readonly JsonValue[] | undefined =
    typeof type === 'string' ? [type] : Array.isArray(type) ? type : undefined;
  if (named === undefined) return undefined;
  const any = named.includes('any');
  const known = any ? [...ALL_TYPES] : TYPES.filter((name) => named.includes(name));
  return new Set([...known, ...(member(schema, 'nullable') === true ? (['null'] as const) : [])]);
}

/** What a `not` that speaks of nothing but types leaves. */
export function excludedTypes(schema: JsonValue | undefined): TypeSet | undefined {
  if (schema === true) return ALL_TYPES;
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return undefined;
  const object = schema as JsonObject;
  const words = Object.keys(object);
  if (words.length === 0) return ALL_TYPES;
  return words.length === 1 && words[0] === 'type' ? namedTypes(object) : undefined;
}

/** The types that are in both sets; an integer is a number. */
export function commonTypes(a: TypeSet, b: TypeSet): TypeSet {
  const has = (set: TypeSet, type: JsonType): boolean => set.has(type) || (type === 'integer' && set.has('number'));
  const both = TYPES.filter((type) => has(a, type) && has(b, type));
  return new Set(both.includes('number') ? both.filter((type) => type !== 'integer') : both);
}

/** The types of `from` that `without` doesn't have. Numbers that are no integers can't be said, so they stay numbers. */
export function withoutTypes(from: TypeSet, without: TypeSet): TypeSet {
  return new Set([...from].filter((type) => !without.has(type) && !(type === 'integer' && without.has('number'))));
}

export function isAll(types: TypeSet): boolean {
  return [...ALL_TYPES].every((type) => types.has(type));
}
