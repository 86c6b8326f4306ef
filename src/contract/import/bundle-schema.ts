import { inputError } from '../../model/errors.ts';
import type { JsonDocument } from '../../model/json/parse.ts';
import { pointerGet, pointerJoin, pointerTokens } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { mapSubschemas } from '../map-subschemas.ts';
import type { Notes } from './notes.ts';
import { localPointer, locatedError, type Placed, unresolvable } from './references.ts';

/** Turns one schema object of a dialect into plain JSON Schema, without looking below it. */
export type Translate = (schema: JsonObject, pointer: string) => JsonObject;

/** The name that a component's schema had before an export renamed it. */
export const NAME_MARK = 'x-assay-name';

/** What a document's schemas are read with. */
export interface SchemaSource {
  readonly document: JsonDocument;
  readonly notes: Notes;
  readonly translate: Translate;
  /** Schema objects copied so far, over all descriptors: components that name each other can grow without end. */
  readonly spent: { objects: number };
  /** Pointers of what schemas referred to. */
  readonly reached: Set<string>;
}

/** At most so many schema objects in all descriptors of one import together. */
const MOST_OBJECTS = 1_000_000;

/**
 * Copies schemas out of a document so that they stand alone: what they refer to goes into `$defs`, and references are
 * written anew. One bundle is one schema of the contract.
 */
export class SchemaBundle {
  private readonly source: SchemaSource;
  /** Names in `$defs` by the pointer that they were copied from. */
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();
  private readonly waiting: { readonly name: string; readonly placed: Placed }[] = [];

  constructor(source: SchemaSource) {
    this.source = source;
  }

  /** The schema with its references written anew; `finish` then gives what they refer to. */
  schema({ value, pointer }: Placed): JsonValue {
    if (typeof value === 'boolean') return value;
    if (!isJsonObject(value))
      throw locatedError(
        'import-unreadable',
        this.source.document,
        pointer,
        'is no schema',
        'check the document with a validator of its format',
      );
    return this.object(value, pointer);
  }

  /** The schema with the `$defs` that it needs. */
  finish(schema: JsonValue): JsonValue {
    const defs = new Map<string, JsonValue>();
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      const copied = this.schema(next.placed);
      defs.set(next.name, isJsonObject(copied) ? withoutMark(copied) : copied);
    }
    if (defs.size === 0 || !isJsonObject(schema)) return schema;
    const own = isJsonObject(schema.$defs) ? schema.$defs : {};
    return { ...schema, $defs: { ...own, ...Object.fromEntries(defs) } };
  }

  private object(written: JsonObject, pointer: string): JsonValue {
    this.spend(pointer);
    // A schema with an identity of its own is a document of its own: references inside don't lead into this one.
    if (typeof written.$id === 'string') return written;
    const schema = this.source.translate(written, pointer);
    const { $ref } = schema;
    const mapped = mapSubschemas(schema, (item, ...place) => this.object(item, pointerJoin(pointer, ...place)));
    return typeof $ref === 'string' ? { ...mapped, $ref: this.reference($ref, pointer) } : mapped;
  }

  private spend(pointer: string): void {
    this.source.spent.objects += 1;
    if (this.source.spent.objects <= MOST_OBJECTS) return;
    const { path } = this.source.document.locate(pointer);
    throw inputError(
      'import-too-large',
      `the schemas of ${path} are over ${MOST_OBJECTS} objects, written out where they are used`,
      'split the document',
      { path },
    );
  }

  private reference(reference: string, pointer: string): string {
    const { document, notes } = this.source;
    if (/^#[^/]/.test(reference)) {
      notes.add('a reference to an anchor is kept as it is', pointer);
      return reference;
    }
    const target = localPointer(reference, document, pointer);
    const tokens = pointerTokens(target);
    const depth = componentDepth(tokens);
    const base = pointerJoin('', ...tokens.slice(0, depth));
    const value = pointerGet(document.value, base);
    if (value === undefined || pointerGet(document.value, target) === undefined)
      throw unresolvable(document, pointer, reference);
    const name = this.name(base, value, tokens.slice(0, depth));
    return `#${fragment(pointerJoin('/$defs', name, ...tokens.slice(depth)))}`;
  }

  private name(base: string, value: JsonValue, tokens: readonly string[]): string {
    const known = this.names.get(base);
    if (known !== undefined) return known;
    this.source.reached.add(base);
    const marked = isJsonObject(value) ? value[NAME_MARK] : undefined;
    const wanted = typeof marked === 'string' ? marked : (tokens.at(-1) ?? 'schema');
    let name = wanted;
    for (let number = 2; this.taken.has(name); number += 1) name = `${wanted}-${number}`;
    this.names.set(base, name);
    this.taken.add(name);
    this.waiting.push({ name, placed: { value, pointer: base } });
    return name;
  }
}

/** How many tokens name the component itself; further ones lead into it. */
function componentDepth(tokens: readonly string[]): number {
  return tokens[0] === 'components' && tokens[1] === 'schemas' ? Math.min(3, tokens.length) : tokens.length;
}

/** RFC 6901 §6: a pointer as a URI fragment. */
export function fragment(pointer: string): string {
  return pointer.split('/').map(encodeURIComponent).join('/').replaceAll('%24', '$');
}

function withoutMark(schema: JsonObject): JsonObject {
  const { [NAME_MARK]: _, ...rest } = schema;
  return rest;
}
