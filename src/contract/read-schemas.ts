import { realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { readFileBytes } from '../formats/read-file.ts';
import { inputError } from '../model/errors.ts';
import type { Location } from '../model/finding.ts';
import { type JsonDocument, parseJson, tooLarge } from '../model/json/parse.ts';
import { pointerJoin } from '../model/json/pointer.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { DEPTH, SIZE } from '../model/limits.ts';
import { quote } from '../model/quote.ts';
import { refuseLeaks } from './refuse-leaks.ts';

/** How deep in a contract a schema lies at most: a snapshot with the deepest schema must be readable again. */
const DEPTH_OF_SCHEMAS = 16;

/** A contract's parsed value with its schemas in place, and the document that each came from, by pointer. */
export interface InlinedSchemas {
  readonly value: JsonValue;
  readonly documents: ReadonlyMap<string, JsonDocument>;
}

/**
 * Puts the schema files that a source's endpoints, methods and events name (`{"$ref": "./file.json"}`) in the place of their
 * references. Files lie below the source's folder: no URL, no absolute path, no `..`, no link that leads out. A
 * reference inside a schema may only point into that schema.
 * @param source the source document @param file its path @throws AssayError of kind input, or integrity for a leak
 */
export function inlineSchemas(source: JsonDocument, file: string, shown: string): InlinedSchemas {
  const reader = new SchemaReader(source, file, shown);
  const value = eachSchema(source.value, (schema, pointer) => reader.resolve(schema, pointer));
  return { value, documents: reader.documents };
}

/**
 * Refuses a schema reference that leads out of its schema; a snapshot or an imported contract must stand alone.
 * @param fresh the part of the document's value that was not looked at before
 * @throws AssayError schema-reference-outside
 */
export function refuseOutsideReferences(document: JsonDocument, fresh = document.value): void {
  let leads = false;
  eachSchema(fresh, (schema) => {
    leads ||= leadsOut(schema);
    return schema;
  });
  if (!leads) return;
  // Only the whole knows the places.
  eachSchema(document.value, (schema, pointer) => {
    const found = outsideReference(schema, pointer);
    if (found !== undefined) throw outside(found.reference, document.locate(found.pointer));
    return schema;
  });
}

/**
 * Refuses a contract document that is nested deeper than our formats may be; schemas in it may go deeper.
 * @param fresh the part of the document's value that was not looked at before
 * @throws AssayError json-too-deep
 */
export function refuseDepth(document: JsonDocument, fresh = document.value): void {
  const withoutSchemas = (value: JsonValue): JsonValue => eachSchema(value, () => true);
  if (!isDeeper(withoutSchemas(fresh), DEPTH.ownFormats)) return;
  // Only the whole knows the places.
  const path = tooDeep(withoutSchemas(document.value), DEPTH.ownFormats);
  if (path === undefined) return;
  const location = document.locate(pointerJoin('', ...path));
  throw inputError(
    'json-too-deep',
    `${place(location)} is nested deeper than ${DEPTH.ownFormats} levels`,
    'flatten the document',
    location,
  );
}

/** Whether any value lies deeper than so many levels; almost none does, so no way is kept. */
function isDeeper(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}

/** The way to the first value that lies deeper than so many levels. */
function tooDeep(value: JsonValue, levels: number): string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (levels === 0) return [];
  for (const [name, member] of Object.entries(value)) {
    const found = tooDeep(member, levels - 1);
    if (found !== undefined) return [name, ...found];
  }
  return undefined;
}

type Replace = (value: JsonValue, pointer: string) => JsonValue;

/** A copy of the document's value with every schema of its endpoints, methods and events replaced. */
function eachSchema(value: JsonValue, schema: Replace): JsonValue {
  const errors = items(members({ schema }));
  const endpoint = members({ request: schema, response: schema, errors });
  const method = members({ input: schema, output: schema, errors });
  const event = members({ payload: schema });
  const service = members({ methods: items(method), events: items(event) });
  const document = members({ contract: members({ endpoints: items(endpoint), services: items(service) }) });
  return document(value, '');
}

/** Replaces some members of an object; what is no object, or has none of them, stays. */
function members(replacements: Readonly<Record<string, Replace>>): Replace {
  const names = Object.keys(replacements);
  return (value, pointer) => {
    if (!isJsonObject(value) || !names.some((name) => Object.hasOwn(value, name))) return value;
    const copy: Record<string, JsonValue> = { ...value };
    for (const [name, replace] of Object.entries(replacements)) {
      const member = value[name];
      if (member !== undefined) copy[name] = replace(member, `${pointer}/${name}`);
    }
    return copy;
  };
}

function items(replace: Replace): Replace {
  return (value, pointer) =>
    Array.isArray(value) ? value.map((item, index) => replace(item, `${pointer}/${index}`)) : value;
}

class SchemaReader {
  readonly documents = new Map<string, JsonDocument>();
  private readonly read = new Map<string, { readonly document: JsonDocument; readonly size: number }>();
  private total = 0;
  private readonly source: JsonDocument;
  private readonly folder: string;
  private readonly shownFolder: string;

  constructor(source: JsonDocument, file: string, shown: string) {
    this.source = source;
    this.folder = dirname(file);
    this.shownFolder = dirname(shown);
  }

  resolve(schema: JsonValue, pointer: string): JsonValue {
    const reference = fileReference(schema);
    const document = reference === undefined ? this.source : this.load(reference, pointer);
    const value = reference === undefined ? schema : document.value;
    const found = outsideReference(value, reference === undefined ? pointer : '');
    if (found !== undefined) throw outside(found.reference, document.locate(found.pointer));
    if (reference !== undefined) this.documents.set(pointer, document);
    return value;
  }

  private load(reference: string, pointer: string): JsonDocument {
    const location = this.source.locate(pointer);
    const path = reference.replace(/^\.\//, '');
    refusePath(path, reference, location);
    const file = join(this.folder, path);
    const shown = join(this.shownFolder, path).split(sep).join('/');
    let known = this.read.get(file);
    if (known === undefined) {
      const bytes = readFileBytes(file, shown, SIZE.document);
      this.refuseEscape(file, reference, location);
      const document = parseJson(bytes, { path: shown, maxDepth: DEPTH.userSchemas - DEPTH_OF_SCHEMAS });
      refuseLeaks(document, 'a schema');
      known = { document, size: bytes.length };
      this.read.set(file, known);
    }
    // One file named a thousand times stands a thousand times in the snapshot.
    this.total += known.size;
    if (this.total > SIZE.document)
      throw tooLarge(`${this.source.locate('').path} with its schemas`, this.total, SIZE.document);
    return known.document;
  }

  private refuseEscape(file: string, reference: string, location: Location): void {
    const path = relative(realpathSync(this.folder), realpathSync(file));
    if (path === '..' || path.startsWith(`..${sep}`) || path.includes(':')) throw outside(reference, location);
  }
}

/** The reference of a schema that is nothing but a reference to a file. */
function fileReference(schema: JsonValue): string | undefined {
  if (!isJsonObject(schema)) return undefined;
  const { $ref } = schema;
  if (typeof $ref !== 'string' || $ref.startsWith('#')) return undefined;
  return Object.keys(schema).length === 1 ? $ref : undefined;
}

function refusePath(path: string, reference: string, location: Location): void {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(path) || /^[/\\]/.test(path) || path.split(/[/\\]/).includes('..'))
    throw outside(reference, location);
  if (
    path.includes('\\') ||
    path.includes('#') ||
    path.includes('%') ||
    path.split('/').some((part) => part === '' || part === '.')
  )
    throw inputError(
      'schema-reference-malformed',
      `${place(location)} refers to ${quote(reference)}; expected a plain path of a schema file`,
      'write "./schemas/name.json", with slashes, without a fragment',
      location,
    );
}

const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'] as const;

/** Whether any reference leaves the schema; almost none does, so no place is kept on the way. */
function leadsOut(schema: JsonValue): boolean {
  if (Array.isArray(schema)) return schema.some(leadsOut);
  if (!isJsonObject(schema)) return false;
  for (const keyword of REFERENCES) {
    const reference = schema[keyword];
    if (typeof reference === 'string' && !reference.startsWith('#')) return true;
  }
  for (const name of Object.keys(schema)) {
    const value = schema[name];
    if (typeof value === 'object' && value !== null && leadsOut(value)) return true;
  }
  return false;
}

/** The first reference of a schema that leaves it, in document order. */
function outsideReference(schema: JsonValue, pointer: string): { reference: string; pointer: string } | undefined {
  return leadsOut(schema) ? firstReference(schema, pointer) : undefined;
}

function firstReference(schema: JsonValue, pointer: string): { reference: string; pointer: string } | undefined {
  if (Array.isArray(schema)) return firstOf(schema.entries(), pointer);
  if (!isJsonObject(schema)) return undefined;
  for (const keyword of REFERENCES) {
    const reference = schema[keyword];
    if (typeof reference === 'string' && !reference.startsWith('#'))
      return { reference, pointer: pointerJoin(pointer, keyword) };
  }
  return firstOf(Object.entries(schema), pointer);
}

function firstOf(
  members: Iterable<readonly [string | number, JsonValue]>,
  pointer: string,
): { reference: string; pointer: string } | undefined {
  for (const [name, value] of members) {
    if (typeof value !== 'object' || value === null) continue;
    const found = firstReference(value, pointerJoin(pointer, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function outside(reference: string, location: Location): Error {
  return inputError(
    'schema-reference-outside',
    `${place(location)} refers to ${quote(reference)}, which leads out of what may be read here`,
    'copy the schema below the contract’s folder, and let references inside a schema start with #',
    location,
  );
}

function place({ path, line, column }: Location): string {
  return `${path}:${line}:${column}`;
}
