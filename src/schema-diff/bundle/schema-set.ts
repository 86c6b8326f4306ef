import { digestJson } from '../../model/digest.ts';
import type { JsonDocument } from '../../model/json/parse.ts';
import { pointerJoin } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { quoteAddress } from '../../model/quote.ts';
import { resolveUri } from '../dialect/resolve-uri.ts';
import { ReferenceFault, type ReferenceFaultKind } from './reference-fault.ts';
import { relativePath } from './relative-path.ts';
import { fileAddress, own, type SchemaOrigin, SET_BASE, WrittenSchema } from './written-schema.ts';

/** Keywords that may lead out of a schema; a `$recursiveRef` never does. */
const REFERRING = ['$ref', '$dynamicRef'] as const;
type Referring = (typeof REFERRING)[number];

/** Reads the schema file of a set at a path below its folder, for a reference; undefined where no file is there. */
export type ReadSchema = (
  path: string,
  reference: { readonly document: JsonDocument; readonly pointer: string },
) => { readonly schema: JsonValue; readonly origin: SchemaOrigin } | undefined;

/** Where a reference leads. */
export interface ReferenceTarget {
  readonly written: WrittenSchema;
  readonly schema: JsonValue;
}

interface Resource {
  readonly written: WrittenSchema;
  readonly schema: JsonObject;
}

/**
 * Schemas that may refer to one another: those of one contract or of one catalog, and the files beside them. A schema
 * is found by its `$id` or by its path; what is not in the set is never looked for anywhere.
 */
export class SchemaSet {
  private readonly written = new Map<JsonObject, WrittenSchema>();
  /** By address; `ambiguous` where schemas that differ have the same one, `no-schema` where something else is there. */
  private readonly resources = new Map<string, Resource | 'ambiguous' | 'no-schema'>();
  private readonly read: ReadSchema;
  private readonly tried = new Set<string>();
  private readonly waiting: WrittenSchema[] = [];

  constructor(read: ReadSchema = () => undefined) {
    this.read = read;
  }

  /** Adds a schema, and the files that it names. The same one again, wherever it stands, is one. */
  add(schema: JsonValue, origin: SchemaOrigin): void {
    this.enter(schema, origin);
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop())
      for (const [holder, { base }] of next.places)
        for (const keyword of REFERRING) {
          const reference = own(holder, keyword);
          if (typeof reference === 'string' && !reference.startsWith('#'))
            this.readBeside(reference, base, next, holder, keyword);
        }
  }

  private enter(schema: JsonValue, origin: SchemaOrigin): void {
    if (!isJsonObject(schema) || this.written.has(schema)) return;
    const written = new WrittenSchema(schema, origin);
    this.written.set(schema, written);
    for (const [address, resource] of written.resources) this.register(address, { written, schema: resource });
    this.waiting.push(written);
  }

  get(schema: JsonValue): WrittenSchema | undefined {
    return isJsonObject(schema) ? this.written.get(schema) : undefined;
  }

  private register(address: string, resource: Resource): void {
    const known = this.resources.get(address);
    if (known === undefined) this.resources.set(address, resource);
    else if (typeof known !== 'string' && digestJson(known.schema) !== digestJson(resource.schema))
      this.resources.set(address, 'ambiguous');
  }

  private readBeside(
    reference: string,
    base: string,
    from: WrittenSchema,
    holder: JsonObject,
    keyword: Referring,
  ): void {
    const path = pathOf(reference, base, from);
    if (typeof path !== 'object' || this.tried.has(path.path)) return;
    if (this.resources.has(resolveUri(reference, base).resource)) return;
    this.tried.add(path.path);
    const found = this.read(path.path, placeOf(holder, from, keyword));
    if (found === undefined) return;
    const { schema } = found;
    if (typeof schema === 'boolean') this.enter(schema ? {} : { not: {} }, found.origin);
    else if (isJsonObject(schema)) this.enter(schema, found.origin);
    else this.resources.set(fileAddress(path.path), 'no-schema');
  }

  /**
   * Where a reference of a schema leads, a dynamic one by itself.
   * @param home the schema that all is bundled into: where it has an address, it is meant
   * @throws ReferenceFault
   */
  resolve(
    reference: string,
    holder: JsonObject,
    from: WrittenSchema,
    home: WrittenSchema,
    keyword: Referring = '$ref',
  ): ReferenceTarget {
    const base = from.places.get(holder)?.base ?? from.base;
    const { resource, fragment } = resolveUri(reference, base);
    const found = this.find(reference, resource, base, from, home);
    if (typeof found === 'string') throw fault(found, reference, holder, from, keyword);
    const schema = found.written.part(found.schema, fragment);
    if (schema === undefined || !(isJsonObject(schema) || typeof schema === 'boolean'))
      throw fault('no-part', reference, holder, from, keyword);
    return { written: found.written, schema };
  }

  private find(
    reference: string,
    resource: string,
    base: string,
    from: WrittenSchema,
    home: WrittenSchema,
  ): Resource | Failure {
    const path = pathOf(reference, base, from);
    if (typeof path === 'string' && path !== 'address' && base.startsWith(SET_BASE)) return path;
    const inside = resource === from.base ? from.root : from.resources.get(resource);
    if (inside !== undefined) return { written: from, schema: inside };
    const beside = typeof path === 'object' ? this.resources.get(fileAddress(path.path)) : undefined;
    const found = this.resources.get(resource) ?? beside;
    if (found === undefined) return typeof path === 'object' ? 'missing' : 'unknown';
    if (typeof found === 'string') return found;
    const athome = home.resources.get(resource);
    return athome === undefined ? found : { written: home, schema: athome };
  }
}

type Failure = 'outside' | 'malformed' | 'unknown' | 'missing' | 'ambiguous' | 'no-schema' | 'no-part';

const FAILURES: Readonly<Record<Failure, readonly [kind: ReferenceFaultKind, what: string]>> = {
  outside: ['outside', 'which leads out of what may be read here'],
  malformed: ['malformed', 'expected the plain path of a schema file, or the $id of a schema'],
  unknown: ['outside', 'which no schema here has as its $id; no address is ever opened'],
  missing: ['missing', 'but no file is there and no schema has that $id'],
  ambiguous: ['ambiguous', 'which schemas that differ have as their $id'],
  'no-schema': ['missing', 'but what is there is no schema'],
  'no-part': ['missing', 'but the schema has no such part'],
};

/** The file that a reference may mean: relative to its base, where that is a place in the set, else to its own file. */
function pathOf(reference: string, base: string, { origin }: WrittenSchema): ReturnType<typeof relativePath> {
  if (reference === '' || reference.startsWith('#')) return 'address';
  return relativePath(reference, pathIn(base) ?? origin.path);
}

/** The path in the set that an address is. */
function pathIn(address: string): string | undefined {
  if (!address.startsWith(SET_BASE)) return undefined;
  const path = address.slice(SET_BASE.length);
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function fault(
  failure: Failure,
  reference: string,
  holder: JsonObject,
  from: WrittenSchema,
  keyword: Referring,
): Error {
  const [kind, what] = FAILURES[failure];
  const { document, pointer } = placeOf(holder, from, keyword);
  const join = failure === 'malformed' ? ';' : ',';
  return new ReferenceFault(kind, `refers to ${quoteAddress(reference)}${join} ${what}`, document, pointer);
}

function placeOf(
  holder: JsonObject,
  { places, origin }: WrittenSchema,
  keyword: Referring,
): { document: JsonDocument; pointer: string } {
  const { document, pointer } = origin;
  return { document, pointer: pointerJoin(`${pointer}${places.get(holder)?.pointer ?? ''}`, keyword) };
}
