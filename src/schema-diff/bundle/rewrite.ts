import type { JsonObject, JsonValue } from '../../model/json/value.ts';
import type { Reference } from './dynamic-references.ts';
import { own } from './written-schema.ts';

/** A schema that refers to a place of its own document instead of what the keyword said. */
export function withReference(schema: JsonObject, keyword: Reference, pointer: string): JsonObject {
  const $ref = fragmentOf(pointer);
  if (keyword === '$ref') return { ...schema, $ref };
  const { [keyword]: _, ...rest } = schema;
  if (own(rest, '$ref') === undefined) return { ...rest, $ref };
  return { ...rest, allOf: [...(Array.isArray(rest.allOf) ? rest.allOf : []), { $ref }] };
}

/** A schema whose reference leads to `true` or `false`. @param alone whether nothing beside the reference counts */
export function withBoolean(schema: JsonObject, keyword: Reference, accepts: boolean, alone: boolean): JsonValue {
  const { [keyword]: _, ...rest } = schema;
  if (accepts) return alone ? true : rest;
  return alone ? false : { ...rest, allOf: [...(Array.isArray(rest.allOf) ? rest.allOf : []), false] };
}

/** RFC 6901 §6. */
function fragmentOf(pointer: string): string {
  return `#${encodeURI(pointer).replaceAll('#', '%23')}`;
}
