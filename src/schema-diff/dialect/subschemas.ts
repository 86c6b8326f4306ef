import { pointerJoin } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { keywordOf } from './keywords.ts';

export interface Subschema {
  readonly keyword: string;
  /** Pointer relative to the schema that holds it. */
  readonly pointer: string;
  readonly schema: JsonValue;
}

/** The direct subschemas of a schema object, in the order of its members. */
export function* subschemasOf(schema: JsonObject): Iterable<Subschema> {
  for (const [keyword, value] of Object.entries(schema)) {
    const holds = keywordOf(keyword)?.holds;
    if (holds === undefined || holds === 'value') continue;
    const pointer = pointerJoin('', keyword);
    if (Array.isArray(value)) {
      if (holds === 'list' || holds === 'schema-or-list') yield* fromList(keyword, pointer, value);
    } else if (holds === 'schema' || holds === 'schema-or-list') {
      yield { keyword, pointer, schema: value };
    } else if (isJsonObject(value)) {
      for (const [name, schema] of Object.entries(value))
        if (holds === 'map' || !Array.isArray(schema)) yield { keyword, pointer: pointerJoin(pointer, name), schema };
    }
  }
}

function* fromList(keyword: string, pointer: string, list: readonly JsonValue[]): Iterable<Subschema> {
  for (const [index, schema] of list.entries()) yield { keyword, pointer: pointerJoin(pointer, index), schema };
}

/** A copy of a schema object whose subschemas are replaced by what `replace` makes of them. */
export function mapSubschemas(
  schema: JsonObject,
  replace: (subschema: JsonValue, keyword: string, pointer: string) => JsonValue,
): JsonObject {
  const copy: Record<string, JsonValue> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    const holds = keywordOf(keyword)?.holds;
    const pointer = pointerJoin('', keyword);
    if (holds === undefined || holds === 'value') copy[keyword] = value;
    else if (Array.isArray(value)) {
      const isList = holds === 'list' || holds === 'schema-or-list';
      copy[keyword] = isList ? value.map((item, i) => replace(item, keyword, pointerJoin(pointer, i))) : value;
    } else if (holds === 'schema' || holds === 'schema-or-list') copy[keyword] = replace(value, keyword, pointer);
    else if (isJsonObject(value)) {
      copy[keyword] = Object.fromEntries(
        Object.entries(value).map(([name, item]) => [
          name,
          holds === 'dependencies' && Array.isArray(item) ? item : replace(item, keyword, pointerJoin(pointer, name)),
        ]),
      );
    } else copy[keyword] = value;
  }
  return copy;
}
