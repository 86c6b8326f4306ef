import { pointerJoin } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { isAtLeast } from '../dialect/dialect.ts';
import type { SchemaDocument } from '../dialect/document.ts';
import type { Located, View } from './view.ts';

/** Adds what a schema says of items. */
export function addArrays(view: View, schema: JsonObject, pointer: string, document: SchemaDocument): void {
  const get = (keyword: string): JsonValue | undefined => document.keyword(schema, keyword);
  const { items } = schema;
  const prefixKeyword = isAtLeast(document.dialect, '2020-12') ? 'prefixItems' : 'items';
  const prefix = get(prefixKeyword);
  const isTuple = Array.isArray(prefix);
  if (isTuple)
    for (const [i, item] of prefix.entries()) {
      view.prefix[i] ??= [];
      view.prefix[i].push({ schema: item, pointer: pointerJoin(pointer, prefixKeyword, i) });
    }
  const restKeyword = Array.isArray(items) ? 'additionalItems' : 'items';
  for (const keyword of [restKeyword, 'unevaluatedItems']) {
    const rest = get(keyword);
    if (rest !== undefined && !Array.isArray(rest)) {
      view.rest.push({ schema: rest, pointer: pointerJoin(pointer, keyword) });
      break;
    }
  }
  if (schema.uniqueItems === true) view.unique = pointerJoin(pointer, 'uniqueItems');
  const contains = get('contains');
  if (contains === undefined) return;
  const [min, max] = [get('minContains'), get('maxContains')];
  view.contains.push({
    schema: { schema: contains, pointer: pointerJoin(pointer, 'contains') },
    min: { count: typeof min === 'number' ? min : 1, pointer: pointerJoin(pointer, 'minContains') },
    max: {
      count: typeof max === 'number' ? max : Number.POSITIVE_INFINITY,
      pointer: pointerJoin(pointer, 'maxContains'),
    },
  });
}

/** Adds what a schema says of members. */
export function addObjects(view: View, schema: JsonObject, pointer: string, document: SchemaDocument): void {
  const get = (keyword: string): JsonValue | undefined => document.keyword(schema, keyword);
  addMap(view.properties, get('properties'), pointerJoin(pointer, 'properties'));
  addMap(view.patternProperties, get('patternProperties'), pointerJoin(pointer, 'patternProperties'));
  for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
    const rest = get(keyword);
    if (rest !== undefined) {
      view.additional.push({ schema: rest, pointer: pointerJoin(pointer, keyword) });
      break;
    }
  }
  const { required } = schema;
  if (Array.isArray(required))
    for (const name of required)
      if (typeof name === 'string') view.required.set(name, pointerJoin(pointer, 'required'));
  const names = get('propertyNames');
  if (names !== undefined) view.propertyNames.push({ schema: names, pointer: pointerJoin(pointer, 'propertyNames') });
  addDependencies(view, get('dependencies'), pointerJoin(pointer, 'dependencies'));
  addDependencies(view, get('dependentRequired'), pointerJoin(pointer, 'dependentRequired'));
  addDependencies(view, get('dependentSchemas'), pointerJoin(pointer, 'dependentSchemas'));
}

function addMap(map: Map<string, Located[]>, value: JsonValue | undefined, pointer: string): void {
  for (const [name, schema] of Object.entries(isJsonObject(value) ? value : {})) {
    const located = { schema, pointer: pointerJoin(pointer, name) };
    map.set(name, [...(map.get(name) ?? []), located]);
  }
}

function addDependencies(view: View, value: JsonValue | undefined, pointer: string): void {
  for (const [name, needed] of Object.entries(isJsonObject(value) ? value : {})) {
    const at = pointerJoin(pointer, name);
    if (!Array.isArray(needed)) {
      const former = view.dependentSchemas.get(name) ?? [];
      view.dependentSchemas.set(name, [...former, { schema: needed, pointer: at }]);
      continue;
    }
    const former = view.dependentRequired.get(name)?.names ?? [];
    const names = new Set([...former, ...needed.filter((other) => typeof other === 'string')]);
    if (names.size > 0) view.dependentRequired.set(name, { names, pointer: at });
  }
}
