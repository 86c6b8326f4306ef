import type { JsonDocument } from '../../model/json/parse.ts';
import { pointerJoin, pointerTokens } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { byTuple } from '../../model/order.ts';
import { quote } from '../../model/quote.ts';
import { dialectOf, isAtLeast } from '../dialect/dialect.ts';
import { knowsKeyword } from '../dialect/keywords.ts';
import { resolveUri } from '../dialect/resolve-uri.ts';
import { anchorOf, dynamicTargets, REFERENCES, type Reference } from './dynamic-references.ts';
import { ReferenceFault } from './reference-fault.ts';
import { withBoolean, withReference } from './rewrite.ts';
import type { ReferenceTarget, SchemaSet } from './schema-set.ts';
import { own, type WrittenSchema } from './written-schema.ts';

const DYNAMIC_ANCHORS = ['$dynamicAnchor', '$recursiveAnchor'] as const;
const DYNAMIC = ['$dynamicRef', '$recursiveRef', ...DYNAMIC_ANCHORS] as const;

/** A schema that stands alone, and where each part of it was written that came from another schema, by its pointer. */
export interface BundledSchema {
  readonly schema: JsonValue;
  readonly parts: ReadonlyMap<string, { readonly document: JsonDocument; readonly pointer: string }>;
}

/** Whether any reference leaves the schema; almost none does, so no place is kept on the way. */
export function leadsOut(schema: JsonValue): boolean {
  if (Array.isArray(schema)) return schema.some(leadsOut);
  if (!isJsonObject(schema)) return false;
  for (const name of Object.keys(schema)) {
    const value = schema[name];
    if (typeof value === 'object' ? value !== null && leadsOut(value) : isOutside(name, value)) return true;
  }
  return false;
}

const REFERRING: ReadonlySet<string> = new Set(REFERENCES);

function isOutside(name: string, value: JsonValue | undefined): boolean {
  return typeof value === 'string' && REFERRING.has(name) && !value.startsWith('#');
}

/**
 * A schema of a set as one that stands alone. What it refers to outside of itself, and all that this refers to, is
 * among its definitions; every reference then starts with `#`, and identifiers within it, which only references needed,
 * are gone. A dynamic reference becomes a plain one, where it leads to the same place whatever way leads to it. A schema
 * that refers to nothing outside stays as it is.
 * @param dynamic `static` where no dynamic reference may be left, not even those of the schema into itself
 * @throws ReferenceFault for a reference that can't be followed; for a schema of another dialect, or with a dynamic
 * reference that leads to several places
 */
export function bundleSchema(schema: JsonValue, set: SchemaSet, dynamic?: 'static'): BundledSchema {
  const home = set.get(schema);
  if (home === undefined || !(leadsOut(schema) || dynamic === 'static')) return { schema, parts: new Map() };
  return new Bundling(set, home, dynamic === 'static').run();
}

/** A schema of another one that becomes a definition. */
interface Definition {
  readonly written: WrittenSchema;
  readonly schema: JsonObject;
  readonly pointer: string;
}

class Bundling {
  private readonly set: SchemaSet;
  private readonly home: WrittenSchema;
  private readonly walked = new Set<JsonObject>();
  /** What was referred to and is still to be walked: a long chain of references is no deep recursion. */
  private readonly included: ReferenceTarget[] = [];
  private readonly outside = new Map<JsonObject, Definition>();
  /** Pointers of definitions in the bundle, by the schema that was referred to. */
  private readonly placed = new Map<JsonObject, string>();
  /** True where dynamic references have to become plain ones. */
  private isDynamic: boolean;
  private dynamic: ReadonlyMap<JsonObject, readonly ReferenceTarget[]> = new Map();

  constructor(set: SchemaSet, home: WrittenSchema, isDynamic: boolean) {
    this.set = set;
    this.home = home;
    this.isDynamic = isDynamic;
  }

  run(): BundledSchema {
    this.walk(this.home.root, this.home);
    this.walkIncluded();
    if (this.isDynamic) this.resolveDynamic();
    const keyword = this.definitionsKeyword();
    const named = this.place(keyword);
    const root = this.copy(this.home.root, this.home);
    if (!isJsonObject(root) || named.size === 0) return { schema: root, parts: new Map() };
    const known = own(root, keyword);
    const definitions: Record<string, JsonValue> = isJsonObject(known) ? { ...known } : {};
    const parts = new Map<string, { document: JsonDocument; pointer: string }>();
    for (const [name, { written, schema, pointer }] of named) {
      definitions[name] = this.copy(schema, written);
      const { document, pointer: at } = written.origin;
      parts.set(pointerJoin('', keyword, name), { document, pointer: `${at}${pointer}` });
    }
    return { schema: { ...root, [keyword]: definitions }, parts };
  }

  /** Finds all that is referred to, from a schema on. */
  private walk(value: JsonValue, written: WrittenSchema): void {
    if (Array.isArray(value)) for (const item of value) this.walk(item, written);
    if (!isJsonObject(value)) return;
    if (written.places.has(value)) {
      if (this.walked.has(value)) return;
      this.walked.add(value);
      this.follow(value, written);
    }
    for (const member of Object.values(value)) this.walk(member, written);
  }

  private follow(holder: JsonObject, from: WrittenSchema): void {
    this.isDynamic ||= this.needsDynamic(holder, from);
    for (const keyword of REFERENCES) {
      const target = this.first(holder, from, keyword);
      if (target !== undefined) this.include(target);
    }
  }

  private walkIncluded(): void {
    for (let next = this.included.pop(); next; next = this.included.pop()) this.walk(next.schema, next.written);
  }

  private include({ written, schema }: ReferenceTarget): void {
    if (!isJsonObject(schema)) return;
    if (written !== this.home) {
      const pointer = written.places.get(schema)?.pointer ?? '';
      this.outside.set(schema, { written, schema, pointer });
    }
    this.included.push({ written, schema });
  }

  /** Where a reference leads by itself; undefined where there is none, and for one that stays as it is. */
  private first(holder: JsonObject, from: WrittenSchema, keyword: Reference): ReferenceTarget | undefined {
    const reference = own(holder, keyword);
    if (typeof reference !== 'string' || !knowsKeyword(from.dialect, keyword)) return undefined;
    if (this.isDangling(holder, from, reference)) return undefined;
    if (keyword === '$recursiveRef' && reference !== '#')
      throw faultAt('unsupported', `refers to ${quote(reference)}; expected "#"`, holder, from, keyword);
    const target = this.set.resolve(reference, holder, from, this.home, keyword === '$dynamicRef' ? keyword : '$ref');
    if (target.written === this.home || target.written.dialect === this.home.dialect) return target;
    const { dialect } = target.written;
    const what = `refers to ${quote(reference)}, a schema of ${dialect} where its own is of ${this.home.dialect}`;
    throw faultAt('unsupported', what, holder, from, keyword);
  }

  /** True for words that would mean something else in the bundle. */
  private needsDynamic(schema: JsonObject, from: WrittenSchema): boolean {
    const reference = own(schema, '$dynamicRef');
    if (this.isOwn(schema, from)) return typeof reference === 'string' && !reference.startsWith('#');
    return DYNAMIC.some((keyword) => Object.hasOwn(schema, keyword));
  }

  /** Finds where dynamic references lead in the end. */
  private resolveDynamic(): void {
    const targets = dynamicTargets(this.home, (holder, from, keyword) => {
      const target = this.first(holder, from, keyword);
      const anchor = target && anchorOf(keyword, String(own(holder, keyword)), target);
      return target && (anchor === undefined ? target : { ...target, anchor });
    });
    if (targets === undefined)
      throw faultAt('unsupported', 'has dynamic references, and too many ways to them', this.home.root, this.home, '');
    this.dynamic = targets;
    for (const found of targets.values()) for (const target of found) this.include(target);
    this.walkIncluded();
  }

  /** A reference of the schema into itself that leads nowhere stays: a rule finds it. */
  private isDangling(holder: JsonObject, from: WrittenSchema, reference: string): boolean {
    if (!this.isOwn(holder, from) || !reference.startsWith('#')) return false;
    return from.part(from.root, resolveUri(reference, from.base).fragment) === undefined;
  }

  /** True for what belongs to the schema itself, not to one with an address of its own within it. */
  private isOwn(schema: JsonObject, written: WrittenSchema): boolean {
    return written === this.home && written.places.get(schema)?.base === this.home.base;
  }

  private definitionsKeyword(): '$defs' | 'definitions' {
    const usual = isAtLeast(this.home.dialect, '2019-09') ? '$defs' : 'definitions';
    const known = own(this.home.root, usual);
    if (known === undefined || isJsonObject(known)) return usual;
    return usual === '$defs' ? 'definitions' : '$defs';
  }

  /** Names what becomes a definition. What is part of something that becomes one is found there. */
  private place(keyword: string): Map<string, Definition> {
    const all = [...this.outside.values()].sort((a, b) => byTuple(identityOf(a), identityOf(b)));
    const there = own(this.home.root, keyword);
    const names = new Set(isJsonObject(there) ? Object.keys(there) : []);
    const named = new Map<string, Definition>();
    const holders = new Map<WrittenSchema, { readonly pointer: string; readonly at: string }[]>();
    // A pointer sorts after those that it goes on from.
    for (const definition of all) {
      const { written, schema, pointer } = definition;
      const known = holders.get(written) ?? [];
      const holder = known.find((other) => pointer.startsWith(`${other.pointer}/`));
      if (holder !== undefined) {
        this.placed.set(schema, holder.at + pointer.slice(holder.pointer.length));
        continue;
      }
      const name = freeName(wantedName(definition), names);
      names.add(name);
      named.set(name, definition);
      const at = pointerJoin('', keyword, name);
      this.placed.set(schema, at);
      known.push({ pointer, at });
      holders.set(written, known);
    }
    return named;
  }

  private copy(value: JsonValue, written: WrittenSchema): JsonValue {
    if (Array.isArray(value)) return value.map((item) => this.copy(item, written));
    if (!isJsonObject(value)) return value;
    const copied = Object.entries(value).map(([name, member]): [string, JsonValue] => [
      name,
      this.copy(member, written),
    ]);
    if (!written.places.has(value)) return Object.fromEntries(copied);
    const isOwn = this.isOwn(value, written);
    if (!isOwn) this.refuseDialect(value, written);
    const gone = new Set<string>(isOwn ? [] : ['$anchor', '$schema']);
    if (value !== this.home.root) gone.add(written.idKeyword);
    if (!isOwn && this.isDynamic) for (const keyword of DYNAMIC_ANCHORS) gone.add(keyword);
    const kept = Object.fromEntries(copied.filter(([name, member]) => !(gone.has(name) && !isJsonObject(member))));
    return this.withReferences(kept, value, written);
  }

  /** A copied schema with its references as they are in the bundle. */
  private withReferences(kept: JsonObject, value: JsonObject, written: WrittenSchema): JsonValue {
    let result: JsonValue = kept;
    for (const keyword of REFERENCES) {
      const target = this.stays(value, written, keyword) ? undefined : this.last(value, written, keyword);
      if (target === undefined || !isJsonObject(result)) continue;
      const { written: there, schema } = target;
      // A schema that is true or false has no place of its own.
      if (!isJsonObject(schema)) result = withBoolean(result, keyword, schema === true, written.hidesSiblings(value));
      else {
        const pointer = there === this.home ? there.places.get(schema)?.pointer : this.placed.get(schema);
        result = withReference(result, keyword, pointer ?? '');
      }
    }
    return result;
  }

  /** True for a reference that says the same in the bundle. */
  private stays(holder: JsonObject, written: WrittenSchema, keyword: Reference): boolean {
    if (keyword !== '$ref') return !this.isDynamic;
    return this.isOwn(holder, written) && String(own(holder, keyword)).startsWith('#');
  }

  /** Where a reference leads in the end. */
  private last(holder: JsonObject, from: WrittenSchema, keyword: Reference): ReferenceTarget | undefined {
    const first = this.first(holder, from, keyword);
    const [only, ...others] = this.dynamic.get(holder) ?? [];
    if (first === undefined || keyword === '$ref' || only === undefined) return first;
    if (others.length === 0) return only;
    const what = `refers to ${quote(String(own(holder, keyword)))}, which leads to ${others.length + 1} schemas: which one it is depends on the way that leads to it`;
    throw faultAt('unsupported', what, holder, from, keyword);
  }

  private refuseDialect(schema: JsonObject, from: WrittenSchema): void {
    const dialect = dialectOf(schema, from.dialect);
    if (dialect === undefined || dialect === this.home.dialect) return;
    const what = `is of ${dialect} where the schema that it is part of is of ${this.home.dialect}`;
    throw faultAt('unsupported', what, schema, from, '$schema');
  }
}

function identityOf({ written, pointer }: Definition): readonly string[] {
  return [written.base, written.origin.path, pointer];
}

function wantedName({ written, pointer }: Definition): string {
  const last = pointerTokens(pointer).at(-1);
  if (last !== undefined) return last;
  const address = written.base.endsWith('/') ? written.origin.path : written.base;
  return address.replace(/^.*[/:]/s, '').replace(/(\.schema)?\.json$/, '');
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const stem = wanted === '' || wanted === '__proto__' ? 'schema' : wanted;
  let name = stem;
  for (let count = 2; taken.has(name); count += 1) name = `${stem}_${count}`;
  return name;
}

function faultAt(
  kind: 'outside' | 'unsupported',
  what: string,
  schema: JsonObject,
  { places, origin }: WrittenSchema,
  keyword: string,
): Error {
  const pointer = pointerJoin(`${origin.pointer}${places.get(schema)?.pointer ?? ''}`, keyword);
  return new ReferenceFault(kind, what, origin.document, pointer);
}
