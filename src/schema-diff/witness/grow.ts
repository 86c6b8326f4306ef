import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import type { SchemaDocument } from '../dialect/document.ts';
import { SchemaFaultError } from '../schema-fault.ts';
import type { Pool } from './mine.ts';
import type { Random } from './random.ts';

const MAX_DEPTH = 6;

/** Grows random instances along a schema: often valid, never surely so. */
export class Grower {
  private readonly document: SchemaDocument;
  private readonly pool: Pool;
  private readonly random: Random;

  constructor(document: SchemaDocument, pool: Pool, random: Random) {
    this.document = document;
    this.pool = pool;
    this.random = random;
  }

  instance(): JsonValue {
    return this.grow(this.document.root, 0);
  }

  private grow(schema: JsonValue, depth: number): JsonValue {
    if (depth > MAX_DEPTH || !isJsonObject(schema) || this.random.chance(12)) return this.anyValue();
    const layers = this.layers(schema, 0);
    const constant = layers.find((layer) => layer.const !== undefined)?.const;
    if (constant !== undefined) return constant;
    const listed = layers.map((layer) => layer.enum).find(Array.isArray);
    if (listed !== undefined && listed.length > 0) return this.random.pick(listed) ?? null;
    switch (this.typeFor(layers)) {
      case 'object':
        return this.object(layers, depth);
      case 'array':
        return this.array(layers, depth);
      case 'string':
        return this.fromPool((value) => typeof value === 'string', 'a');
      case 'integer':
        return this.fromPool((value) => Number.isInteger(value), 1);
      case 'number':
        return this.fromPool((value) => typeof value === 'number', 1.5);
      case 'boolean':
        return this.random.chance(2);
      case 'null':
        return null;
      default:
        return this.anyValue();
    }
  }

  /** The schema and what applies beside it: all of `allOf`, one of `anyOf` and `oneOf`, one side of a conditional. */
  private layers(schema: JsonObject, nested: number): JsonObject[] {
    if (nested > MAX_DEPTH) return [schema];
    const found: JsonObject[] = [schema];
    const add = (value: JsonValue | undefined): void => {
      if (value !== undefined && isJsonObject(value)) found.push(...this.layers(value, nested + 1));
    };
    if (Array.isArray(schema.allOf)) for (const part of schema.allOf) add(part);
    for (const list of [schema.anyOf, schema.oneOf]) if (Array.isArray(list)) add(this.random.pick(list));
    if (schema.if !== undefined) {
      if (this.random.chance(2)) {
        add(schema.if);
        add(schema.then);
      } else add(schema.else);
    }
    for (const reference of [schema.$ref, schema.$dynamicRef, schema.$recursiveRef])
      if (typeof reference === 'string') add(this.follow(reference, schema));
    return found;
  }

  private follow(reference: string, schema: JsonObject): JsonValue | undefined {
    try {
      return this.document.resolve(reference, schema);
    } catch (error) {
      if (error instanceof SchemaFaultError) return undefined;
      throw error;
    }
  }

  private typeFor(layers: readonly JsonObject[]): JsonValue | undefined {
    for (const { type } of layers) {
      if (Array.isArray(type)) return this.random.pick(type);
      if (type !== undefined) return type;
    }
    const hints: string[] = [];
    for (const layer of layers) {
      if (layer.properties ?? layer.required ?? layer.patternProperties ?? layer.additionalProperties)
        hints.push('object');
      if (layer.items ?? layer.prefixItems ?? layer.contains) hints.push('array');
      if (layer.pattern ?? layer.minLength ?? layer.maxLength ?? layer.format) hints.push('string');
      if (layer.minimum ?? layer.maximum ?? layer.multipleOf) hints.push('number');
    }
    return this.random.pick(hints);
  }

  private object(layers: readonly JsonObject[], depth: number): JsonValue {
    const members = new Map<string, JsonValue>();
    for (const { properties, required } of layers) {
      const needed = new Set(Array.isArray(required) ? required : []);
      for (const [name, schema] of Object.entries(isJsonObject(properties) ? properties : {}))
        if (needed.has(name) || this.random.chance(2)) members.set(name, this.grow(schema, depth + 1));
      for (const name of needed)
        if (typeof name === 'string' && !members.has(name)) members.set(name, this.grow(true, depth + 1));
    }
    if (this.random.chance(3)) {
      const extra = layers.find((layer) => isJsonObject(layer.additionalProperties))?.additionalProperties;
      members.set(this.random.pick(this.pool.names) ?? 'a', this.grow(extra ?? true, depth + 1));
    }
    if (this.random.chance(8)) members.delete(this.random.pick([...members.keys()]) ?? '');
    return Object.fromEntries(members);
  }

  private array(layers: readonly JsonObject[], depth: number): JsonValue {
    const prefix = layers.flatMap(({ prefixItems, items }) =>
      Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : [],
    );
    const rest = layers.find(({ items }) => items !== undefined && !Array.isArray(items))?.items ?? true;
    const contains = layers.find((layer) => layer.contains !== undefined)?.contains;
    const least = layers.reduce((min, { minItems }) => Math.max(min, typeof minItems === 'number' ? minItems : 0), 0);
    const length = Math.min(least, 20) + this.random.below(4);
    const items = Array.from({ length }, (_, i) => this.grow(prefix[i] ?? rest, depth + 1));
    if (contains !== undefined && this.random.chance(2)) items.push(this.grow(contains, depth + 1));
    if (items.length > 0 && this.random.chance(6)) items.push(items[0] ?? null);
    return items;
  }

  private fromPool(fits: (value: JsonValue) => boolean, otherwise: JsonValue): JsonValue {
    return this.random.pick(this.pool.values.filter(fits)) ?? otherwise;
  }

  private anyValue(): JsonValue {
    return this.random.pick(this.pool.values) ?? null;
  }
}
