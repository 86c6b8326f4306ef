import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { MAP_KEYWORDS, SCHEMA_KEYWORDS } from './schema-sets.ts';

type MapSchema = (schema: JsonObject, ...place: (string | number)[]) => JsonValue;

/**
 * A copy of a schema object whose direct subschemas are replaced; data (`const`, `enum`, `examples`) is not looked into.
 * @param map gets a subschema and the reference tokens that lead to it
 */
export function mapSubschemas(schema: JsonObject, map: MapSchema): JsonObject {
  const one = (value: JsonValue, ...place: (string | number)[]): JsonValue =>
    isJsonObject(value) ? map(value, ...place) : value;
  const mapped = Object.entries(schema).map(([keyword, value]): [string, JsonValue] => {
    if (SCHEMA_KEYWORDS.has(keyword))
      return [keyword, isList(value) ? value.map((item, index) => one(item, keyword, index)) : one(value, keyword)];
    if (!MAP_KEYWORDS.has(keyword) || !isJsonObject(value)) return [keyword, value];
    return [keyword, Object.fromEntries(Object.entries(value).map(([name, item]) => [name, one(item, keyword, name)]))];
  });
  return Object.fromEntries(mapped);
}

/** Array.isArray, for readonly arrays too. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
