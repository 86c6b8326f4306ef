import { inputError } from '../model/errors.ts';
import { pointerGet, pointerJoin } from '../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { quote } from '../model/quote.ts';
import type { UserSchema } from './model.ts';

/** A schema within a schema, in a place that a type expresses. */
export interface Subschema {
  readonly pointer: string;
  readonly schema: UserSchema;
  /** False where the subschema judges the very same value ($ref, allOf, anyOf, oneOf), true where it judges a part of it. */
  readonly inside: boolean;
}

/** True for what may stand where a schema is expected. */
export function isSchema(value: JsonValue | undefined): value is JsonObject | boolean {
  return typeof value === 'boolean' || isJsonObject(value);
}

/**
 * The JSON value of a schema as a typed document carries it.
 * @param where the target and role, for the message @throws AssayError client-schema-shape
 */
export function asUserSchema(value: unknown, where: string): UserSchema {
  if (typeof value === 'boolean' || isJsonObject(value)) return value;
  throw shapeError(where, '');
}

function shapeError(where: string, pointer: string): Error {
  return inputError(
    'client-schema-shape',
    `${where} has something at ${pointer === '' ? 'its root' : pointer} that is no json schema`,
    'write an object, true or false where a schema is expected',
  );
}

const SAME_VALUE_LISTS = ['allOf', 'anyOf', 'oneOf'] as const;
const PART_MAPS = ['properties', 'patternProperties'] as const;
const PARTS = ['additionalProperties', 'items', 'additionalItems'] as const;

/** The subschemas that a type is made of, one level down. Keywords that only a validator can judge are passed over. */
export function* subschemas(schema: UserSchema, pointer: string, where: string): Generator<Subschema> {
  if (!isJsonObject(schema)) return;
  const at = (inside: boolean, value: JsonValue | undefined, ...tokens: (string | number)[]): Subschema => {
    const place = pointerJoin(pointer, ...tokens);
    if (!isSchema(value)) throw shapeError(where, place);
    return { pointer: place, schema: value, inside };
  };
  for (const keyword of SAME_VALUE_LISTS) {
    const list = member(schema, keyword);
    if (Array.isArray(list)) for (const [index, item] of list.entries()) yield at(false, item, keyword, index);
  }
  for (const keyword of PART_MAPS) {
    const map = member(schema, keyword);
    if (isJsonObject(map)) for (const name of Object.keys(map)) yield at(true, map[name], keyword, name);
  }
  for (const keyword of ['prefixItems', ...PARTS]) {
    const value = member(schema, keyword);
    if (Array.isArray(value)) for (const [index, item] of value.entries()) yield at(true, item, keyword, index);
    else if (value !== undefined) yield at(true, value, keyword);
  }
}

/** A member of a schema; own properties only, so that `constructor` is absent unless it was written. */
export function member(schema: JsonObject, keyword: string): JsonValue | undefined {
  return Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
}

/** Every part of a schema that a reference names, by pointer, and the root under ''. */
export interface SchemaGraph {
  readonly nodes: ReadonlyMap<string, UserSchema>;
  /** The pointer that a `$ref` at any place of this schema stands for. */
  resolve(reference: string): string;
  /** True where reading `to` for the value of `from` would come back to `from` for that same value. */
  circular(from: string, to: string): boolean;
}

/**
 * Finds what a schema refers to. Only references inside the schema are followed; a reference to a file or an address
 * is refused, never opened.
 * @param where the target and role, for messages @throws AssayError client-schema-reference, client-schema-shape
 */
export function schemaGraph(root: UserSchema, where: string): SchemaGraph {
  const nodes = new Map<string, UserSchema>([['', root]]);
  const sameValue = new Map<string, Set<string>>();
  const resolve = (reference: string): string => {
    const pointer = localPointer(reference);
    const found = pointer === undefined ? undefined : pointerGet(root, pointer);
    if (pointer === undefined || !isSchema(found)) throw referenceError(where, reference);
    return pointer;
  };
  const queue = [''];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    const direct = new Set<string>();
    sameValue.set(node, direct);
    for (const { reference, inside } of references(nodes.get(node) ?? true, node, where)) {
      const to = resolve(reference);
      if (!inside) direct.add(to);
      if (nodes.has(to)) continue;
      nodes.set(to, asUserSchema(pointerGet(root, to), where));
      queue.push(to);
    }
  }
  return { nodes, resolve, circular: (from, to) => reaches(sameValue, to, from) };
}

/** The references below a node, with whether they judge a part of the node's value. */
function* references(
  schema: UserSchema,
  pointer: string,
  where: string,
): Generator<{ readonly reference: string; readonly inside: boolean }> {
  const stack = [{ pointer, schema, inside: false }];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const reference = isJsonObject(at.schema) ? member(at.schema, '$ref') : undefined;
    if (typeof reference === 'string') yield { reference, inside: at.inside };
    for (const below of subschemas(at.schema, at.pointer, where))
      stack.push({ ...below, inside: at.inside || below.inside });
  }
}

function reaches(edges: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const stack = [from];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at === to) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    stack.push(...(edges.get(at) ?? []));
  }
  return false;
}

/** RFC 6901 §6: a pointer as a URI fragment is percent-encoded. Undefined for anything but `#` and `#/…`. */
function localPointer(reference: string): string | undefined {
  if (reference === '#') return '';
  if (!reference.startsWith('#/')) return undefined;
  try {
    return decodeURIComponent(reference.slice(1));
  } catch {
    return undefined;
  }
}

function referenceError(where: string, reference: string): Error {
  return inputError(
    'client-schema-reference',
    `${where} refers to ${quote(reference)}, which is no part of the schema itself`,
    'refer to #/$defs/<name>; a $ref to a file belongs at the top of an input, output or payload, where the contract is bundled',
  );
}
