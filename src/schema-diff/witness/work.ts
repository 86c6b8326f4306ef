import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import type { SchemaDocument } from '../dialect/document.ts';
import { isInPlace } from '../dialect/keywords.ts';
import { subschemasOf } from '../dialect/subschemas.ts';

/** Visits of subschemas that a compiled validator may be asked for. */
export const MAX_WORK = 100_000;

const ITEMS = new Set(['items', 'prefixItems', 'additionalItems', 'unevaluatedItems', 'contains']);
const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'];

/**
 * How many subschemas a validator visits for a value at most. Branches that refer to shared definitions can make that
 * exponential in a small schema, so it is counted before the validator runs; counting shares what the validator repeats.
 */
export class WorkEstimate {
  private readonly document: SchemaDocument;
  private readonly known = new Map<JsonObject, Map<JsonValue, number>>();
  private readonly open = new Set<JsonObject>();

  constructor(document: SchemaDocument) {
    this.document = document;
  }

  /** Infinite where the schema refers to itself in place. */
  of(value: JsonValue): number {
    this.known.clear();
    return this.visits(this.document.root, value);
  }

  private visits(schema: JsonValue, value: JsonValue): number {
    if (!isJsonObject(schema)) return 1;
    const known = this.known.get(schema)?.get(value);
    if (known !== undefined) return known;
    if (this.open.has(schema)) return Number.POSITIVE_INFINITY;
    this.open.add(schema);
    let sum = 1;
    for (const keyword of REFERENCES) {
      const reference = this.document.keyword(schema, keyword);
      if (typeof reference === 'string') sum += this.visits(this.document.resolve(reference, schema), value);
    }
    if (!this.document.hidesSiblings(schema))
      for (const sub of subschemasOf(schema)) sum += this.below(sub.keyword, sub.pointer, sub.schema, value);
    this.open.delete(schema);
    let byValue = this.known.get(schema);
    if (byValue === undefined) {
      byValue = new Map();
      this.known.set(schema, byValue);
    }
    byValue.set(value, sum);
    return sum;
  }

  private below(keyword: string, pointer: string, schema: JsonValue, value: JsonValue): number {
    if (isInPlace(this.document.dialect, keyword)) return this.visits(schema, value);
    if (ITEMS.has(keyword)) return Array.isArray(value) ? this.parts(schema, value) : 0;
    if (!isJsonObject(value)) return 0;
    if (keyword === 'properties') {
      const name = pointer.slice('/properties/'.length).replaceAll('~1', '/').replaceAll('~0', '~');
      const member = Object.hasOwn(value, name) ? value[name] : undefined;
      return member === undefined ? 0 : this.parts(schema, [member]);
    }
    if (keyword === 'propertyNames') return this.parts(schema, Object.keys(value));
    const isMembers = keyword === 'patternProperties' || keyword.endsWith('Properties');
    return isMembers ? this.parts(schema, Object.values(value)) : 0;
  }

  /** Parts of the value: what is open outside may be met again. */
  private parts(schema: JsonValue, values: readonly JsonValue[]): number {
    const outside = [...this.open];
    this.open.clear();
    let sum = 0;
    for (const value of values) {
      sum += this.visits(schema, value);
      if (sum > MAX_WORK) break;
    }
    this.open.clear();
    for (const one of outside) this.open.add(one);
    return sum;
  }
}
