import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json/value.ts';
import { isList } from '../../map-subschemas.ts';
import type { Components } from './components.ts';

/** How an operation carries a request schema (see import/openapi/request.ts). */
export interface CarriedRequest {
  readonly mark?: 'body' | 'query' | 'none';
  readonly parameters: readonly JsonObject[];
  readonly requestBody?: JsonObject;
}

const PLACES = ['path', 'query', 'header', 'cookie'] as const;
const WITHOUT_BODY: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS']);

/** A request schema as parameters and body, in the way that says most to other tools. @param names of the route's parameters */
export function carryRequest(
  schema: JsonValue | undefined,
  method: string,
  names: readonly string[],
  components: Components,
): CarriedRequest {
  if (schema === undefined) return { mark: 'none', parameters: pathParameters(names, {}) };
  const placed = components.place(schema);
  const parts = partsOf(placed, names);
  if (parts !== undefined) return parts;
  const query = WITHOUT_BODY.has(method) ? plainObject(placed) : undefined;
  if (query !== undefined)
    return { mark: 'query', parameters: [...pathParameters(names, {}), ...parameters('query', query)] };
  return { mark: 'body', parameters: pathParameters(names, {}), requestBody: body(placed, true) };
}

interface PlainObject {
  readonly properties: Readonly<Record<string, JsonValue>>;
  readonly required: ReadonlySet<JsonValue>;
}

/** An object schema that says nothing but its properties, and which of them are required. */
function plainObject(schema: JsonValue | undefined): PlainObject | undefined {
  if (!isJsonObject(schema) || schema.type !== 'object' || !isJsonObject(schema.properties)) return undefined;
  if (Object.keys(schema).some((name) => !['type', 'properties', 'required'].includes(name))) return undefined;
  return { properties: schema.properties, required: new Set(isList(schema.required) ? schema.required : []) };
}

/** `{path, query, header, cookie, body}` as parameters and body; undefined for any other schema. */
function partsOf(schema: JsonValue, names: readonly string[]): CarriedRequest | undefined {
  const outer = plainObject(schema);
  if (outer === undefined) return undefined;
  const { body: bodySchema, ...places } = outer.properties;
  if (Object.keys(places).some((name) => !PLACES.some((place) => place === name))) return undefined;
  const path = plainObject(places.path);
  // Parameters of the path are those of the route: no other name has a place there.
  const named = Object.keys(path?.properties ?? {});
  if (places.path !== undefined && (named.length !== names.length || named.some((name) => !names.includes(name))))
    return undefined;
  if (names.length > 0 && path === undefined) return undefined;
  const all: JsonObject[] = pathParameters(names, path?.properties ?? {});
  for (const place of PLACES.slice(1)) {
    const group = places[place];
    if (group === undefined) continue;
    const plain = plainObject(group);
    if (
      plain === undefined ||
      (place === 'header' && Object.keys(plain.properties).some((name) => name !== name.toLowerCase()))
    )
      return undefined;
    all.push(...parameters(place, plain));
  }
  return {
    parameters: all,
    ...(bodySchema === undefined ? {} : { requestBody: body(bodySchema, outer.required.has('body')) }),
  };
}

function pathParameters(names: readonly string[], schemas: Readonly<Record<string, JsonValue>>): JsonObject[] {
  return [...new Set(names)].map((name) => {
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    return { name, in: 'path', required: true, schema: schema ?? { type: 'string' } };
  });
}

function parameters(place: string, { properties, required }: PlainObject): JsonObject[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    ...(required.has(name) ? { required: true } : {}),
    schema,
  }));
}

function body(schema: JsonValue, required: boolean): JsonObject {
  return { ...(required ? { required: true } : {}), content: { 'application/json': { schema } } };
}
