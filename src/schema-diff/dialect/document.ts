import { CanonicalError, canonicalJson } from '../../model/json/canonical.ts';
import { pointerJoin, pointerTokens } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { SchemaFaultError } from '../schema-fault.ts';
import { type Dialect, dialectOf, isAtLeast } from './dialect.ts';
import { isInPlace, knowsKeyword, refHidesSiblings } from './keywords.ts';
import { resolveUri } from './resolve-uri.ts';
import { subschemasOf } from './subschemas.ts';

const ROOT = 'schema:/root';
const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'];
/** Deepest nesting that is read; JSON files are limited to the same. */
export const MAX_DEPTH = 1_000;

/** Where a subschema stands. */
interface Place {
  readonly base: string;
  readonly pointer: string;
}

/** One schema document: its dialect, and where each subschema, identifier and anchor of it is. */
export class SchemaDocument {
  readonly root: JsonValue;
  readonly dialect: Dialect;
  /** The whole document in canonical form. */
  readonly text: string;
  private readonly places = new Map<JsonObject, Place>();
  private readonly resources = new Map<string, JsonValue>();
  private readonly anchors = new Map<string, JsonValue>();
  /** Schemas with a reference. */
  private readonly referring: JsonObject[] = [];
  /** How often each `$dynamicAnchor` name occurs. */
  private readonly dynamicAnchors = new Map<string, number>();

  /** @throws SchemaFaultError for an unknown `$schema` and for nesting that is too deep */
  constructor(root: JsonValue, fallback: Dialect) {
    const dialect = dialectOf(root, fallback);
    if (dialect === undefined)
      throw new SchemaFaultError('unknown-dialect', '/$schema', 'names no dialect that is read (draft-04 to 2020-12)');
    if (!isSchema(root)) throw new SchemaFaultError('invalid-schema', '', 'a schema must be an object or a boolean');
    this.root = root;
    this.dialect = dialect;
    this.resources.set(ROOT, root);
    this.index(root, { base: ROOT, pointer: '' }, 0);
    this.text = canonicalText(root);
  }

  pointerOf(schema: JsonValue): string {
    return (isJsonObject(schema) ? this.places.get(schema)?.pointer : undefined) ?? '';
  }

  private index(schema: JsonValue, place: Place, depth: number): void {
    if (!isJsonObject(schema) || this.places.has(schema)) return;
    if (depth > MAX_DEPTH)
      throw new SchemaFaultError('too-deep', place.pointer, `is nested deeper than ${MAX_DEPTH} levels`);
    const base = this.identify(schema, place.base);
    this.places.set(schema, { base, pointer: place.pointer });
    if (REFERENCES.some((keyword) => typeof schema[keyword] === 'string')) this.referring.push(schema);
    for (const sub of subschemasOf(schema)) {
      const pointer = place.pointer + sub.pointer;
      if (!isSchema(sub.schema) && knowsKeyword(this.dialect, sub.keyword))
        throw new SchemaFaultError('invalid-schema', pointer, 'a schema must be an object or a boolean');
      this.index(sub.schema, { base, pointer }, depth + 1);
    }
  }

  /** Records the schema's identifiers and gives the base for what is inside it. */
  private identify(schema: JsonObject, outer: string): string {
    const { dialect } = this;
    const hidden = refHidesSiblings(dialect) && typeof schema.$ref === 'string';
    const id = hidden ? undefined : dialect === 'draft-04' ? schema.id : schema.$id;
    let base = outer;
    if (typeof id === 'string') {
      const uri = resolveUri(id, outer);
      if (uri.fragment !== '' && !uri.fragment.startsWith('/'))
        this.anchors.set(`${uri.resource}#${uri.fragment}`, schema);
      if (!id.startsWith('#')) {
        base = uri.resource;
        this.resources.set(base, schema);
      }
    }
    if (isAtLeast(dialect, '2019-09') && typeof schema.$anchor === 'string')
      this.anchors.set(`${base}#${schema.$anchor}`, schema);
    if (isAtLeast(dialect, '2020-12') && typeof schema.$dynamicAnchor === 'string') {
      this.anchors.set(`${base}#${schema.$dynamicAnchor}`, schema);
      const count = this.dynamicAnchors.get(schema.$dynamicAnchor) ?? 0;
      this.dynamicAnchors.set(schema.$dynamicAnchor, count + 1);
    }
    return base;
  }

  /** Does the dialect give this keyword a meaning, and does the schema have it? */
  keyword(schema: JsonObject, name: string): JsonValue | undefined {
    if (!Object.hasOwn(schema, name) || !knowsKeyword(this.dialect, name)) return undefined;
    return schema[name];
  }

  /** The reference that replaces the whole schema in its dialect, or stands beside its other keywords. */
  hidesSiblings(schema: JsonObject): boolean {
    return refHidesSiblings(this.dialect) && typeof schema.$ref === 'string';
  }

  /**
   * The schema that a reference of `from` leads to.
   * @throws SchemaFaultError where it leads out of the document or nowhere
   */
  resolve(reference: string, from: JsonObject): JsonValue {
    const place = this.places.get(from) ?? { base: ROOT, pointer: '' };
    const { resource, fragment } = resolveUri(reference, place.base);
    const root = this.resources.get(resource);
    if (root === undefined)
      throw new SchemaFaultError(
        'external-reference',
        pointerJoin(place.pointer, '$ref'),
        `refers to ${JSON.stringify(reference)}, which is outside of this schema; bundle it`,
      );
    if (fragment === '') return root;
    const target = fragment.startsWith('/')
      ? this.descend(root, fragment, resource)
      : this.anchors.get(`${resource}#${fragment}`);
    if (target !== undefined && isSchema(target)) return target;
    throw new SchemaFaultError(
      'unresolved-reference',
      pointerJoin(place.pointer, '$ref'),
      `refers to ${JSON.stringify(reference)}, which is no schema`,
    );
  }

  /**
   * A schema that refers to itself without entering a part of the value says nothing that could be checked.
   * @throws SchemaFaultError where some schema does
   */
  refuseCircles(): void {
    const done = new Set<JsonObject>();
    const open = new Set<JsonObject>();
    const visit = (schema: JsonValue): void => {
      if (!isJsonObject(schema) || done.has(schema)) return;
      if (open.has(schema))
        throw new SchemaFaultError(
          'invalid-schema',
          this.pointerOf(schema),
          'refers to itself without entering a part of the value',
        );
      open.add(schema);
      for (const next of this.inPlace(schema)) visit(next);
      open.delete(schema);
      done.add(schema);
    };
    for (const schema of this.referring) visit(schema);
  }

  /** The schemas that apply to the same value as this one. */
  private *inPlace(schema: JsonObject): Iterable<JsonValue> {
    for (const keyword of REFERENCES) {
      const reference = this.keyword(schema, keyword);
      // Where a dynamic reference leads isn't known here.
      if (typeof reference === 'string' && !this.dependsOnScope(schema)) yield this.resolve(reference, schema);
    }
    if (this.hidesSiblings(schema)) return;
    for (const sub of subschemasOf(schema)) if (isInPlace(this.dialect, sub.keyword)) yield sub.schema;
  }

  /** True where a `$dynamicRef` or `$recursiveRef` of the schema means another place from every place that leads to it. */
  dependsOnScope(schema: JsonObject): boolean {
    if (this.keyword(schema, '$recursiveRef') !== undefined && !this.isSingleResource) return true;
    const reference = this.keyword(schema, '$dynamicRef');
    if (typeof reference !== 'string') return false;
    const target = this.resolve(reference, schema);
    const anchor = isJsonObject(target) ? target.$dynamicAnchor : undefined;
    if (typeof anchor !== 'string' || !reference.endsWith(`#${anchor}`)) return false;
    return (this.dynamicAnchors.get(anchor) ?? 0) > 1;
  }

  private get isSingleResource(): boolean {
    return [...this.resources.values()].every((schema) => schema === this.root);
  }

  private descend(root: JsonValue, pointer: string, base: string): JsonValue | undefined {
    let value: JsonValue | undefined = root;
    for (const token of pointerTokens(pointer)) {
      if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
      else if (isJsonObject(value) && Object.hasOwn(value, token)) value = value[token];
      else return undefined;
    }
    // A reference may lead to a place that no keyword calls a schema.
    if (value !== undefined && isJsonObject(value) && !this.places.has(value))
      this.index(value, { base, pointer: this.pointerOf(root) + pointer }, pointer.split('/').length);
    return value;
  }
}

function canonicalText(root: JsonValue): string {
  try {
    return canonicalJson(root);
  } catch (error) {
    if (!(error instanceof CanonicalError)) throw error;
    throw new SchemaFaultError('invalid-schema', '', `holds a value that is no I-JSON: ${error.message}`);
  }
}

function isSchema(value: JsonValue): boolean {
  return typeof value === 'boolean' || isJsonObject(value);
}
