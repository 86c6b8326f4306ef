import type { JsonDocument } from '../../model/json/parse.ts';
import { pointerJoin, pointerTokens } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { type Dialect, dialectOf, isAtLeast } from '../dialect/dialect.ts';
import { refHidesSiblings } from '../dialect/keywords.ts';
import { resolveUri } from '../dialect/resolve-uri.ts';
import { subschemasOf } from '../dialect/subschemas.ts';

/** Where a schema was written. */
export interface SchemaOrigin {
  readonly document: JsonDocument;
  /** Where in the document the schema is. */
  readonly pointer: string;
  /** The document's path below the folder of the set, with slashes; '' where the schema is no file of its own. */
  readonly path: string;
}

/** Where a subschema stands in its schema, and what its references are relative to. */
export interface SchemaPlace {
  readonly base: string;
  readonly pointer: string;
}

/** What relative addresses are relative to at last: all schemas of a set share it. */
export const SET_BASE = 'schema:/';
const FALLBACK: Dialect = '2020-12';
/** What stands for `$recursiveAnchor`, which has no name, among dynamic anchors. */
export const RECURSIVE = '';

/** A schema as its author wrote it: where every subschema, identifier and anchor of it is. */
export class WrittenSchema {
  readonly root: JsonObject;
  readonly origin: SchemaOrigin;
  readonly dialect: Dialect;
  /** What the root's references are relative to: its `$id`, or where it was found. */
  readonly base: string;
  readonly places = new Map<JsonObject, SchemaPlace>();
  /** The root, where it has an address, and every schema in it that has one, by address. */
  readonly resources = new Map<string, JsonObject>();
  /** By the base of a resource: what its dynamic anchors name. */
  readonly dynamicAnchors = new Map<string, ReadonlyMap<string, JsonObject>>();
  private readonly anchors = new Map<string, JsonObject>();

  constructor(root: JsonObject, origin: SchemaOrigin) {
    this.root = root;
    this.origin = origin;
    this.dialect = dialectOf(root, FALLBACK) ?? FALLBACK;
    const found = origin.path === '' ? SET_BASE : fileAddress(origin.path);
    if (origin.path !== '') this.resources.set(found, root);
    this.index(root, { base: found, pointer: '' });
    this.base = this.places.get(root)?.base ?? found;
  }

  /** True where a `$ref` makes everything beside it mean nothing. */
  hidesSiblings(schema: JsonObject): boolean {
    return refHidesSiblings(this.dialect) && typeof own(schema, '$ref') === 'string';
  }

  /** The keyword that gives a schema its address. */
  get idKeyword(): '$id' | 'id' {
    return isAtLeast(this.dialect, 'draft-06') ? '$id' : 'id';
  }

  /** What a fragment names in a resource of this schema: a pointer or an anchor. */
  part(resource: JsonObject, fragment: string): JsonValue | undefined {
    if (fragment === '') return resource;
    if (!fragment.startsWith('/')) return this.anchors.get(`${this.places.get(resource)?.base ?? ''}#${fragment}`);
    let place = this.places.get(resource) ?? { base: this.base, pointer: '' };
    let value: JsonValue | undefined = resource;
    for (const token of pointerTokens(fragment)) {
      if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
      else value = isJsonObject(value) ? own(value, token) : undefined;
      const pointer = pointerJoin(place.pointer, token);
      place = (isJsonObject(value) ? this.places.get(value) : undefined) ?? { ...place, pointer };
    }
    // A reference may lead to a place that no keyword calls a schema.
    if (isJsonObject(value)) this.index(value, place);
    return value;
  }

  private index(schema: JsonValue, outer: SchemaPlace): void {
    if (!isJsonObject(schema) || this.places.has(schema)) return;
    const place = { ...outer, base: this.identify(schema, outer.base) };
    this.places.set(schema, place);
    for (const sub of subschemasOf(schema)) this.index(sub.schema, { ...place, pointer: place.pointer + sub.pointer });
  }

  /** Records the schema's identifiers, and gives the base for what is inside it. */
  private identify(schema: JsonObject, outer: string): string {
    const id = this.hidesSiblings(schema) ? undefined : own(schema, this.idKeyword);
    let base = outer;
    if (typeof id === 'string') {
      const { resource, fragment } = resolveUri(id, outer);
      if (fragment !== '' && !fragment.startsWith('/')) this.anchors.set(`${resource}#${fragment}`, schema);
      if (!id.startsWith('#')) {
        base = resource;
        this.resources.set(base, schema);
      }
    }
    if (!isAtLeast(this.dialect, '2019-09')) return base;
    for (const keyword of ['$anchor', '$dynamicAnchor']) {
      const anchor = own(schema, keyword);
      if (typeof anchor !== 'string') continue;
      this.anchors.set(`${base}#${anchor}`, schema);
      if (keyword === '$dynamicAnchor' && this.dialect === '2020-12') this.addDynamic(base, anchor, schema);
    }
    const isResource = schema === this.root || this.resources.get(base) === schema;
    if (this.dialect === '2019-09' && isResource && own(schema, '$recursiveAnchor') === true)
      this.addDynamic(base, RECURSIVE, schema);
    return base;
  }

  private addDynamic(base: string, name: string, schema: JsonObject): void {
    this.dynamicAnchors.set(base, new Map(this.dynamicAnchors.get(base)).set(name, schema));
  }
}

/** The address of a file of the set, by its path. */
export function fileAddress(path: string): string {
  return new URL(`./${encodeURI(path)}`, SET_BASE).href;
}

/** A member that was written: `constructor` is none. */
export function own(schema: JsonObject, keyword: string): JsonValue | undefined {
  return Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
}
