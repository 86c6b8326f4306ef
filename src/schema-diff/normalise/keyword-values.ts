import { pointerJoin } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import type { SchemaDocument } from '../dialect/document.ts';
import { SchemaFaultError } from '../schema-fault.ts';

/** Reads the keywords of one schema object with the types that they must have. */
export class KeywordValues {
  readonly schema: JsonObject;
  private readonly document: SchemaDocument;

  constructor(document: SchemaDocument, schema: JsonObject) {
    this.document = document;
    this.schema = schema;
  }

  /** The value, where the dialect knows the keyword. */
  get(name: string): JsonValue | undefined {
    return this.document.keyword(this.schema, name);
  }

  number(name: string): number | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === 'number') return value;
    return this.fail(name, 'must be a number');
  }

  /** A number of things: a non-negative integer. */
  count(name: string): number | undefined {
    const value = this.number(name);
    if (value === undefined || (Number.isInteger(value) && value >= 0)) return value;
    return this.fail(name, 'must be a non-negative integer');
  }

  string(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === 'string') return value;
    return this.fail(name, 'must be a string');
  }

  boolean(name: string): boolean | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === 'boolean') return value;
    return this.fail(name, 'must be true or false');
  }

  list(name: string): readonly JsonValue[] | undefined {
    const value = this.get(name);
    if (value === undefined || Array.isArray(value)) return value;
    return this.fail(name, 'must be an array');
  }

  /** A list of schemas that must not be empty. */
  schemas(name: string): readonly JsonValue[] | undefined {
    const value = this.list(name);
    if (value?.length === 0) this.fail(name, 'must hold at least one schema');
    return value;
  }

  strings(name: string): readonly string[] | undefined {
    const value = this.list(name);
    return value === undefined ? undefined : this.asStrings(value, name);
  }

  asStrings(value: readonly JsonValue[], ...path: readonly string[]): readonly string[] {
    const strings: string[] = [];
    for (const item of value) {
      if (typeof item === 'string') strings.push(item);
      else this.fail(path[0] ?? '', 'must hold strings only', ...path.slice(1));
    }
    return strings;
  }

  map(name: string): JsonObject | undefined {
    const value = this.get(name);
    if (value === undefined || isJsonObject(value)) return value;
    return this.fail(name, 'must be an object');
  }

  /** @throws SchemaFaultError always */
  fail(name: string, message: string, ...path: readonly string[]): never {
    const pointer = pointerJoin(this.document.pointerOf(this.schema), name, ...path);
    throw new SchemaFaultError('invalid-schema', pointer, `${name} ${message}`);
  }
}
