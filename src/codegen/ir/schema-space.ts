import { inputError } from '../../model/errors.ts';
import { pointerJoin, pointerTokens } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { quoteAddress } from '../../model/quote.ts';
import { type Dialect, dialectOf, isAtLeast } from '../../schema-diff/dialect/dialect.ts';
import { refHidesSiblings } from '../../schema-diff/dialect/keywords.ts';
import { resolveUri } from '../../schema-diff/dialect/resolve-uri.ts';
import { subschemasOf } from '../../schema-diff/dialect/subschemas.ts';

/** A schema and where it stands. */
export interface SchemaPlace {
  readonly schema: JsonValue;
  /** Address of the document that holds it; '' for the schema of the role itself. */
  readonly document: string;
  readonly pointer: string;
  /** What references and identifiers within it are relative to. */
  readonly base: string;
  readonly dialect: Dialect;
}

const OWN = 'schema:/own';
const DEEPEST = 2_000;

/**
 * One schema, and the documents that it may refer to: where every subschema, identifier and anchor of them is. It is
 * the only loader there is: what is not in it can't be reached, so no file and no address is ever opened.
 */
export class SchemaSpace {
  readonly root: SchemaPlace;
  /** The target and role, for messages. */
  private readonly where: string;
  private readonly places = new Map<JsonObject, SchemaPlace>();
  private readonly resources = new Map<string, SchemaPlace>();
  private readonly anchors = new Map<string, SchemaPlace>();
  private readonly dynamicAnchors = new Map<string, SchemaPlace[]>();
  private readonly recursive: SchemaPlace[] = [];
  private readonly vendored: ReadonlyMap<string, JsonValue>;
  private readonly fallback: Dialect;

  /**
   * @param vendored documents by the address (a name, where it is relative to the root) that references know them by
   * @throws AssayError client-schema-shape
   */
  constructor(root: JsonValue, vendored: ReadonlyMap<string, JsonValue>, fallback: Dialect, where: string) {
    this.where = where;
    this.vendored = vendored;
    this.fallback = fallback;
    this.root = this.addDocument(root, '', OWN);
  }

  private addDocument(schema: JsonValue, document: string, base: string): SchemaPlace {
    if (!isSchema(schema)) throw this.shapeError('');
    const dialect = dialectOf(schema, this.fallback) ?? this.fallback;
    const place = this.index({ schema, document, pointer: '', base, dialect }, 0);
    this.resources.set(base, place);
    return place;
  }

  /** The place of a subschema that a keyword of `holder` leads to. */
  at(holder: SchemaPlace, schema: JsonValue, ...tokens: readonly (string | number)[]): SchemaPlace {
    const known = isJsonObject(schema) ? this.places.get(schema) : undefined;
    return known ?? { ...holder, schema, pointer: pointerJoin(holder.pointer, ...tokens) };
  }

  private index(at: SchemaPlace, depth: number): SchemaPlace {
    const { schema } = at;
    if (!isJsonObject(schema)) return at;
    const known = this.places.get(schema);
    if (known) return known;
    if (depth > DEEPEST) throw this.shapeError(at.pointer);
    const place = this.identify(schema, at);
    this.places.set(schema, place);
    for (const sub of subschemasOf(schema)) {
      const pointer = place.pointer + sub.pointer;
      this.index({ ...place, schema: sub.schema, pointer }, depth + 1);
    }
    return place;
  }

  /** Records the schema's identifiers, and gives the place with the base for what is inside it. */
  private identify(schema: JsonObject, outer: SchemaPlace): SchemaPlace {
    const dialect = dialectOf(schema, outer.dialect) ?? outer.dialect;
    const hidden = refHidesSiblings(dialect) && typeof member(schema, '$ref') === 'string';
    const id = hidden ? undefined : member(schema, isAtLeast(dialect, 'draft-06') ? '$id' : 'id');
    let place: SchemaPlace = { ...outer, dialect };
    if (typeof id === 'string') {
      const { resource, fragment } = resolveUri(id, outer.base);
      if (!id.startsWith('#')) {
        place = { ...place, base: resource };
        this.resources.set(resource, place);
      }
      if (fragment !== '' && !fragment.startsWith('/')) this.anchors.set(`${resource}#${fragment}`, place);
    }
    if (!isAtLeast(dialect, '2019-09')) return place;
    if (member(schema, '$recursiveAnchor') === true) this.recursive.push(place);
    for (const keyword of ['$anchor', '$dynamicAnchor']) {
      const anchor = member(schema, keyword);
      if (typeof anchor !== 'string') continue;
      this.anchors.set(`${place.base}#${anchor}`, place);
      if (keyword === '$dynamicAnchor')
        this.dynamicAnchors.set(anchor, [...(this.dynamicAnchors.get(anchor) ?? []), place]);
    }
    return place;
  }

  /**
   * The schema that a `$ref` stands for. @throws AssayError client-schema-reference
   */
  resolve(reference: string, from: SchemaPlace): SchemaPlace {
    const { resource, fragment } = resolveUri(reference, from.base);
    const root = this.resources.get(resource) ?? this.vendor(resource);
    if (root === undefined) throw this.referenceError(reference);
    if (fragment === '') return root;
    const found = fragment.startsWith('/') ? this.descend(root, fragment) : this.anchors.get(`${resource}#${fragment}`);
    if (found === undefined) throw this.referenceError(reference);
    return found;
  }

  private vendor(resource: string): SchemaPlace | undefined {
    const schema = this.vendored.get(resource) ?? this.vendored.get(resource.replace(/^schema:\//, ''));
    return schema === undefined ? undefined : this.addDocument(schema, resource, resource);
  }

  /**
   * The schema that a `$dynamicRef` or `$recursiveRef` stands for: the outermost one of its name, which is the root's
   * where the root has it. Undefined where it depends on the way that led there.
   * @throws AssayError client-schema-reference
   */
  resolveDynamic(reference: string, keyword: string, from: SchemaPlace): SchemaPlace | undefined {
    const first = this.resolve(reference, from);
    const { fragment } = resolveUri(reference, from.base);
    const candidates = keyword === '$recursiveRef' ? this.recursive : (this.dynamicAnchors.get(fragment) ?? []);
    if (!candidates.some(({ schema }) => schema === first.schema)) return first;
    const outermost = candidates.find(({ base }) => base === this.root.base);
    return outermost ?? (candidates.length === 1 ? first : undefined);
  }

  private descend(root: SchemaPlace, pointer: string): SchemaPlace | undefined {
    let value: JsonValue | undefined = root.schema;
    let place = root;
    for (const token of pointerTokens(pointer)) {
      if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
      else value = isJsonObject(value) ? member(value, token) : undefined;
      if (value === undefined) return undefined;
      const known = isJsonObject(value) ? this.places.get(value) : undefined;
      place = known ?? { ...place, schema: value, pointer: pointerJoin(place.pointer, token) };
    }
    // A reference may lead to a place that no keyword calls a schema.
    return isSchema(place.schema) ? this.index(place, 0) : undefined;
  }

  shapeError(pointer: string): Error {
    return schemaShapeError(this.where, pointer);
  }

  private referenceError(reference: string): Error {
    return inputError(
      'client-schema-reference',
      `${this.where} refers to ${quoteAddress(reference)}, which is no part of the schema itself`,
      hintFor(reference),
    );
  }
}

/** What an author can do about a reference that leads nowhere. */
function hintFor(reference: string): string {
  if (/^#(?:definitions|\$defs|properties)\//.test(reference))
    return `write ${quoteAddress(`#/${reference.slice(1)}`)}: a pointer begins with a slash`;
  if (reference.startsWith('#'))
    return 'correct the reference, or add what it names: #/$defs/<name> (#/definitions/<name> up to draft 7) or an $anchor';
  return 'copy what it names under $defs and refer to #/$defs/<name>, or keep it in a file beside the contract: no address is ever opened';
}

/** What is wrong where something else stands in a schema's place. @param where the target and role */
export function schemaShapeError(where: string, pointer: string): Error {
  return inputError(
    'client-schema-shape',
    `${where} has something at ${pointer === '' ? 'its root' : pointer} that is no json schema`,
    'write an object, true or false where a schema is expected',
  );
}

/** True for what may stand where a schema is expected. */
export function isSchema(value: unknown): value is JsonObject | boolean {
  return typeof value === 'boolean' || isJsonObject(value);
}

/** A member of a schema; own properties only, so that `constructor` is absent unless it was written. */
export function member(schema: JsonObject, keyword: string): JsonValue | undefined {
  return Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
}
