import { canonicalJson } from '../model/json/canonical.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { byCodeUnit } from '../model/order.ts';
import { commentText } from './identifiers.ts';
import { literalType } from './literal.ts';
import type { UserSchema } from './model.ts';
import { member, type SchemaGraph } from './schema-walk.ts';

/**
 * A schema in the small dialect that json-schema-to-typescript gets right, built anew from the user's: no keyword of
 * the user's passes through, so `tsType`, `tsEnumNames`, `extends`, `$id` and whatever an engine may read next never
 * reach it. `tsType` here is always ours.
 */
export type EngineSchema = JsonObject;

export interface ConvertContext {
  readonly graph: SchemaGraph;
  /** Pointer of the named schema that is converted. */
  readonly node: string;
  /** Type name of a named schema. */
  nameOf(pointer: string): string;
  /** The key that the engine sees for a property; the adapter turns it back. */
  propertyToken(name: string): string;
}

const UNKNOWN: EngineSchema = { tsType: 'unknown' };
const NEVER: EngineSchema = { tsType: 'never' };
const NULL: EngineSchema = { type: 'null' };

/** Deeper parts are `unknown`: compilers give up on deeper types (TS2321), and no reader follows them. */
const DEEPEST = 50;

/** What a value may be, as a type can say it: constraints that only a validator can judge are left out. */
export function engineSchema(schema: UserSchema, context: ConvertContext): EngineSchema {
  return new Converter(context).convert(schema, false, 0);
}

class Converter {
  private readonly context: ConvertContext;

  constructor(context: ConvertContext) {
    this.context = context;
  }

  /** @param inside true where the value is a part of the named schema's value */
  convert(schema: JsonValue | undefined, inside: boolean, depth: number): EngineSchema {
    if (schema === false) return NEVER;
    if (!isJsonObject(schema) || depth > DEEPEST) return UNKNOWN;
    const parts = [
      ...this.reference(schema, inside),
      ...this.values(schema, depth),
      ...list(schema, 'allOf').map((part) => this.convert(part, inside, depth + 1)),
    ];
    for (const keyword of ['anyOf', 'oneOf']) {
      const branches = member(schema, keyword);
      if (Array.isArray(branches)) parts.push(union(branches.map((part) => this.convert(part, inside, depth + 1))));
    }
    const all = intersection(parts);
    return annotated(member(schema, 'nullable') === true ? union([all, NULL]) : all, schema);
  }

  private *reference(schema: JsonObject, inside: boolean): Iterable<EngineSchema> {
    const reference = member(schema, '$ref');
    if (typeof reference !== 'string') return;
    const { graph, node, nameOf } = this.context;
    const pointer = graph.resolve(reference);
    // A value that is described by itself alone is not described: `type A = A` is an error in any language.
    yield !inside && graph.circular(node, pointer) ? UNKNOWN : { tsType: nameOf(pointer) };
  }

  private *values(schema: JsonObject, depth: number): Iterable<EngineSchema> {
    const types = typesOf(schema);
    const constant = member(schema, 'const');
    const choices = constant === undefined ? member(schema, 'enum') : [constant];
    if (Array.isArray(choices)) yield literals(choices.filter((value) => types === undefined || fits(value, types)));
    else if (types) yield union(types.map((type) => this.ofType(type, schema, depth)));
  }

  private ofType(type: string, schema: JsonObject, depth: number): EngineSchema {
    if (type === 'object') return this.object(schema, depth);
    if (type === 'array') return this.array(schema, depth);
    return { type };
  }

  private object(schema: JsonObject, depth: number): EngineSchema {
    const inner = (part: JsonValue | undefined): EngineSchema => this.convert(part, true, depth + 1);
    const declared = map(schema, 'properties');
    const required = new Set(list(schema, 'required').filter((name) => typeof name === 'string'));
    const rest = this.rest(schema, inner);
    const keys = [...new Set([...Object.keys(declared), ...required])].sort(byCodeUnit);
    if (keys.length === 0 && isNever(rest)) return { tsType: 'Record<string, never>' };
    const token = this.context.propertyToken;
    return {
      type: 'object',
      properties: Object.fromEntries(
        keys.map((key) => [token(key), Object.hasOwn(declared, key) ? inner(declared[key]) : (rest ?? UNKNOWN)]),
      ),
      required: keys.filter((key) => required.has(key)).map(token),
      additionalProperties: rest === undefined ? keys.length === 0 : isNever(rest) ? false : rest,
    };
  }

  /**
   * What properties that are not declared may be; undefined where the schema says nothing: then a type without an
   * index signature lets the compiler find a misspelt property, and extra ones still travel.
   */
  private rest(schema: JsonObject, inner: (part: JsonValue | undefined) => EngineSchema): EngineSchema | undefined {
    const patterns = Object.values(map(schema, 'patternProperties')).map(inner);
    const additional = member(schema, 'additionalProperties');
    if (additional === undefined && patterns.length === 0) return undefined;
    return union([...patterns, additional === undefined ? UNKNOWN : inner(additional)]);
  }

  private array(schema: JsonObject, depth: number): EngineSchema {
    const inner = (part: JsonValue | undefined): EngineSchema => this.convert(part, true, depth + 1);
    const items = member(schema, 'items');
    const prefixItems = member(schema, 'prefixItems');
    // Draft 2020-12 has prefixItems and items, earlier drafts items (a list) and additionalItems.
    const prefix = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : [];
    const rest = inner(prefix === items ? member(schema, 'additionalItems') : items);
    if (prefix.length === 0) return isNever(rest) ? { tsType: '[]' } : { type: 'array', items: rest };
    const minimum = member(schema, 'minItems');
    return tuple(prefix.map(inner), rest, typeof minimum === 'number' ? minimum : 0);
  }
}

/** Positions up to which a tuple is typed one by one: every length that it may end at is a type of its own. */
const LONGEST_TUPLE = 20;

/** A tuple for every length that may end within the prefix, and one with the rest; a list of anything where it is long. */
function tuple(prefix: readonly EngineSchema[], rest: EngineSchema, minimum: number): EngineSchema {
  if (prefix.length > LONGEST_TUPLE) return { type: 'array', items: UNKNOWN };
  const closed = (length: number): EngineSchema =>
    length === 0 ? { tsType: '[]' } : { type: 'array', items: prefix.slice(0, length), additionalItems: false };
  const shorter: EngineSchema[] = [];
  for (let length = Math.max(0, minimum); length < prefix.length; length += 1) shorter.push(closed(length));
  const full = isNever(rest) ? closed(prefix.length) : { type: 'array', items: prefix, additionalItems: rest };
  return union([...shorter, full]);
}

const OBJECT_WORDS = ['properties', 'required', 'additionalProperties', 'patternProperties'];
const ARRAY_WORDS = ['items', 'prefixItems', 'additionalItems'];
const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

/**
 * The types a schema admits; undefined for any. A schema that speaks of properties or items without naming a type
 * means an object or an array: the letter of the specification would make it `unknown`, which helps nobody.
 */
function typesOf(schema: JsonObject): readonly string[] | undefined {
  const type = member(schema, 'type');
  const named = typeof type === 'string' ? [type] : Array.isArray(type) ? type : undefined;
  if (named) {
    const known = TYPES.filter((name) => named.includes(name));
    return known.includes('number') ? known.filter((name) => name !== 'integer') : known;
  }
  const meant = [
    ...(OBJECT_WORDS.some((word) => Object.hasOwn(schema, word)) ? ['object'] : []),
    ...(ARRAY_WORDS.some((word) => Object.hasOwn(schema, word)) ? ['array'] : []),
  ];
  return meant.length > 0 ? meant : undefined;
}

function fits(value: JsonValue, types: readonly string[]): boolean {
  if (value === null) return types.includes('null');
  if (Array.isArray(value)) return types.includes('array');
  if (typeof value === 'number') return types.includes('number') || (types.includes('integer') && value % 1 === 0);
  return types.includes(typeof value);
}

function literals(values: readonly JsonValue[]): EngineSchema {
  const types = [...new Set(values.map(literalType))];
  if (types.length === 0) return NEVER;
  return { tsType: types.length === 1 ? types.join('') : `(${types.join(' | ')})` };
}

function union(members: readonly EngineSchema[]): EngineSchema {
  if (members.some(isUnknown)) return UNKNOWN;
  const different = distinct(members.filter((part) => !isNever(part)));
  const [only] = different;
  if (only === undefined) return NEVER;
  return different.length === 1 ? only : { anyOf: different };
}

function intersection(members: readonly EngineSchema[]): EngineSchema {
  if (members.some(isNever)) return NEVER;
  const different = distinct(members.filter((part) => !isUnknown(part)));
  const [only] = different;
  if (only === undefined) return UNKNOWN;
  return different.length === 1 ? only : { allOf: different };
}

function distinct(members: readonly EngineSchema[]): EngineSchema[] {
  return [...new Map(members.map((part) => [canonicalJson(part), part])).values()];
}

function isUnknown(schema: EngineSchema): boolean {
  return schema.tsType === 'unknown';
}

function isNever(schema: EngineSchema | undefined): boolean {
  return schema?.tsType === 'never';
}

/** Documentation travels; an engine that is handed text for `deprecated` fails on it, so it is a boolean here. */
function annotated(converted: EngineSchema, schema: JsonObject): EngineSchema {
  const description = member(schema, 'description');
  const deprecated = member(schema, 'deprecated');
  return {
    ...converted,
    ...(typeof description === 'string' && description.trim() !== '' ? { description: commentText(description) } : {}),
    ...(deprecated !== undefined && deprecated !== false ? { deprecated: true } : {}),
  };
}

function list(schema: JsonObject, keyword: string): readonly JsonValue[] {
  const value = member(schema, keyword);
  return Array.isArray(value) ? value : [];
}

function map(schema: JsonObject, keyword: string): JsonObject {
  const value = member(schema, keyword);
  return isJsonObject(value) ? value : {};
}
