import { realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { readFileBytes } from '../formats/read-file.ts';
import { lstatOf } from '../formats/read-stat.ts';
import { inputError } from '../model/errors.ts';
import type { Location } from '../model/finding.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { type JsonDocument, parseJson, tooLarge } from '../model/json/parse.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { DEPTH, SIZE } from '../model/limits.ts';
import { quote } from '../model/quote.ts';
import { type BundledSchema, bundleSchema, leadsOut } from '../schema-diff/bundle/bundle.ts';
import { outsideReference } from '../schema-diff/bundle/outside-reference.ts';
import { ReferenceFault, type ReferenceFaultKind } from '../schema-diff/bundle/reference-fault.ts';
import { SchemaSet } from '../schema-diff/bundle/schema-set.ts';
import type { SchemaOrigin } from '../schema-diff/bundle/written-schema.ts';
import { refuseLeaks } from './refuse-leaks.ts';
import { eachSchema, outside, placeOf } from './schema-sites.ts';

/** How deep in a contract a schema lies at most: a snapshot with the deepest schema must be readable again. */
const DEPTH_OF_SCHEMAS = 16;

/** A contract's parsed value with its schemas in place. */
export interface InlinedSchemas {
  readonly value: JsonValue;
  /** Where a place of the value was written, as the document and the pointer in it; undefined for the source itself. */
  written(pointer: string): { readonly document: JsonDocument; readonly pointer: string } | undefined;
}

/**
 * Puts the schema files that a source's endpoints, methods and events name (`{"$ref": "./file.json"}`) in the place of
 * their references, and gives a schema that refers to others of the contract, or to files beside them, those among its
 * definitions: every schema then stands alone. Files lie below the source's folder: no URL, no absolute path, no way
 * up, no link that leads out.
 * @param source the source document @param file its path
 * @throws AssayError schema-reference-* and those of readFileBytes and parseJson (input), leak-found (integrity)
 */
export function inlineSchemas(source: JsonDocument, file: string, shown: string): InlinedSchemas {
  const reader = new SchemaReader(source, file, shown);
  const sites: Site[] = [];
  const value = eachSchema(source.value, (schema, pointer) => {
    const site = reader.site(schema, pointer);
    sites.push(site);
    return site.schema;
  });
  // One schema may stand in many places.
  if (![...new Set(sites.map(({ schema }) => schema))].some(leadsOut)) return inlined(value, sites, new Map());
  const set = new SchemaSet((path, from) => reader.beside(path, from));
  for (const { schema, origin } of sites) set.add(schema, origin);
  const bundles = new Map<string, BundledSchema>();
  let at = 0;
  const bundled = eachSchema(source.value, (_, pointer) => {
    const site = sites[at++];
    const bundle = site === undefined ? { schema: true, parts: new Map() } : reader.bundle(site, set);
    bundles.set(pointer, bundle);
    return bundle.schema;
  });
  return inlined(bundled, sites, bundles);
}

/** A place of the contract where a schema stands, the schema, and where it was written. */
interface Site {
  readonly pointer: string;
  readonly schema: JsonValue;
  readonly origin: SchemaOrigin;
}

function inlined(
  value: JsonValue,
  sites: readonly Site[],
  bundles: ReadonlyMap<string, BundledSchema>,
): InlinedSchemas {
  const moved = sites.filter(
    ({ pointer, origin }) => origin.path !== '' || (bundles.get(pointer)?.parts.size ?? 0) > 0,
  );
  return {
    value,
    written(pointer) {
      const site = moved.find((one) => pointer.startsWith(`${one.pointer}/`));
      if (site === undefined) return undefined;
      const within = pointer.slice(site.pointer.length);
      for (const [at, part] of bundles.get(site.pointer)?.parts ?? [])
        if (within === at || within.startsWith(`${at}/`))
          return { document: part.document, pointer: `${part.pointer}${within.slice(at.length)}` };
      if (site.origin.path === '') return undefined;
      return { document: site.origin.document, pointer: `${site.origin.pointer}${within}` };
    },
  };
}

class SchemaReader {
  private readonly read = new Map<string, { readonly document: JsonDocument; readonly size: number }>();
  private readonly bundled = new Map<JsonValue, { readonly bundle: BundledSchema; readonly size: number }>();
  private total = 0;
  private readonly source: JsonDocument;
  private readonly folder: string;
  private readonly shownFolder: string;

  constructor(source: JsonDocument, file: string, shown: string) {
    this.source = source;
    this.folder = dirname(file);
    this.shownFolder = dirname(shown);
  }

  /** The schema of a place: the file's where it is nothing but a reference to one. */
  site(schema: JsonValue, pointer: string): Site {
    const inPlace = { pointer, schema, origin: { document: this.source, pointer, path: '' } };
    const reference = fileReference(schema);
    if (reference === undefined) return inPlace;
    const location = this.source.locate(pointer);
    const path = reference.replace(/^\.\//, '');
    refusePath(path, reference, location);
    if (!this.has(path)) return inPlace;
    const { document, size } = this.load(path, () => outside(reference, location));
    this.count(size);
    return { pointer, schema: document.value, origin: { document, pointer: '', path } };
  }

  /** The schema file that a reference within a schema names; undefined where there is none. */
  beside(path: string, { document, pointer }: Pick<SchemaOrigin, 'document' | 'pointer'>) {
    if (!this.has(path)) return undefined;
    const file = this.load(path, () => outside(path, document.locate(pointer)));
    return { schema: file.document.value, origin: { document: file.document, pointer: '', path } };
  }

  /** The schema of a site as one that stands alone. */
  bundle({ schema, origin, pointer }: Site, set: SchemaSet): BundledSchema {
    if (!leadsOut(schema)) return { schema, parts: new Map() };
    let known = this.bundled.get(schema);
    if (known === undefined) {
      const bundle = located(() => bundleSchema(schema, set));
      const left = outsideReference(bundle.schema, pointer);
      if (left !== undefined) throw outside(left.reference, origin.document.locate(origin.pointer));
      known = { bundle, size: canonicalJson(bundle.schema).length };
      this.bundled.set(schema, known);
    }
    this.count(known.size);
    return known.bundle;
  }

  private has(path: string): boolean {
    const file = join(this.folder, path);
    return this.read.has(file) || lstatOf(file) !== undefined;
  }

  private load(path: string, leadsAway: () => Error): { readonly document: JsonDocument; readonly size: number } {
    const file = join(this.folder, path);
    const known = this.read.get(file);
    if (known !== undefined) return known;
    const shown = join(this.shownFolder, path).split(sep).join('/');
    const bytes = readFileBytes(file, shown, SIZE.document);
    const real = relative(realpathSync(this.folder), realpathSync(file));
    if (real === '..' || real.startsWith(`..${sep}`) || real.includes(':')) throw leadsAway();
    const document = parseJson(bytes, { path: shown, maxDepth: DEPTH.userSchemas - DEPTH_OF_SCHEMAS });
    refuseLeaks(document, 'a schema');
    const loaded = { document, size: bytes.length };
    this.read.set(file, loaded);
    return loaded;
  }

  /** One schema named a thousand times stands a thousand times in the snapshot. */
  private count(size: number): void {
    this.total += size;
    if (this.total > SIZE.document)
      throw tooLarge(`${this.source.locate('').path} with its schemas`, this.total, SIZE.document);
  }
}

/** The reference of a schema that is nothing but a reference to a file. */
function fileReference(schema: JsonValue): string | undefined {
  if (!isJsonObject(schema)) return undefined;
  const { $ref } = schema;
  if (typeof $ref !== 'string' || $ref.includes('#') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test($ref)) return undefined;
  return Object.keys(schema).length === 1 ? $ref : undefined;
}

function refusePath(path: string, reference: string, location: Location): void {
  if (/^[/\\]/.test(path) || path.split(/[/\\]/).includes('..')) throw outside(reference, location);
  if (/[\\%]/.test(path) || path.split('/').some((part) => part === '' || part === '.'))
    throw inputError(
      'schema-reference-malformed',
      `${placeOf(location)} refers to ${quote(reference)}; expected the plain path of a schema file`,
      FAULTS.malformed.hint,
      location,
    );
}

const FAULTS: Readonly<Record<ReferenceFaultKind, { readonly code: string; readonly hint: string }>> = {
  outside: {
    code: 'schema-reference-outside',
    hint: 'copy the schema below the contract’s folder, or write it under $defs',
  },
  malformed: { code: 'schema-reference-malformed', hint: 'write "schemas/name.json", with slashes' },
  missing: { code: 'schema-reference-missing', hint: 'correct the reference, or add what it names' },
  ambiguous: {
    code: 'schema-reference-ambiguous',
    hint: 'give each schema of the contract an $id of its own',
  },
  unsupported: {
    code: 'schema-reference-unsupported',
    hint: 'write what is referred to under $defs of the schema itself, with a plain $ref',
  },
};

/** Gives a reference that can't be followed its place. */
function located<Result>(bundle: () => Result): Result {
  try {
    return bundle();
  } catch (error) {
    if (!(error instanceof ReferenceFault)) throw error;
    const location = error.document.locate(error.pointer);
    const { code, hint } = FAULTS[error.kind];
    throw inputError(code, `${placeOf(location)} ${error.message}`, hint, location);
  }
}
