import { realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { UserSchema } from '../contract/model.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { lstatOf } from '../formats/read-stat.ts';
import { AssayError } from '../model/errors.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { type JsonDocument, parseJson, tooLarge } from '../model/json/parse.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { DEPTH, SIZE } from '../model/limits.ts';
import { bundleSchema, leadsOut } from '../schema-diff/bundle/bundle.ts';
import { ReferenceFault } from '../schema-diff/bundle/reference-fault.ts';
import { SchemaSet } from '../schema-diff/bundle/schema-set.ts';
import type { SchemaOrigin } from '../schema-diff/bundle/written-schema.ts';
import { pathInApp, type SchemaReferenceFault } from './broker-input.ts';
import type { Provided, SchemaRole } from './provided-targets.ts';

/** The schemas that a manifest and handlers name, each with what it refers to. */
export interface ProvidedSchemas {
  /** By path in the app's folder; null for one that is not there. */
  readonly files: ReadonlyMap<string, UserSchema | null>;
  /** By the schema as the manifest has it, where that refers to another one. */
  readonly inline: ReadonlyMap<JsonValue, UserSchema>;
  readonly faults: readonly SchemaReferenceFault[];
}

interface Written {
  readonly schema: JsonValue;
  readonly origin: SchemaOrigin;
}

/**
 * Reads the schemas of what an app provides. One may refer to another of them by its `$id`, or to a file of the app's
 * folder by its path. Nothing outside of the folder is opened.
 * @param manifest as a document, for the schemas that it holds @param more paths that handlers name
 * @throws AssayError input-too-large (input) where the schemas with all that they refer to are
 */
export function readProvidedSchemas(
  { folder, shown }: { readonly folder: string; readonly shown: string },
  manifest: JsonDocument,
  provided: Provided | undefined,
  more: readonly string[],
): ProvidedSchemas {
  const files = new SchemaFiles(folder, shown);
  const roles = rolesOf(manifest, provided, files);
  const named = [...roles.flatMap(({ path }) => path ?? []), ...more.map(pathInApp)];
  const written = [...roles.map((role) => role.written), ...named.map((path) => files.written(path))].filter(
    (one) => one !== undefined,
  );
  const set = new SchemaSet((path) => files.written(path));
  if (written.some(({ schema }) => leadsOut(schema))) for (const { schema, origin } of written) set.add(schema, origin);
  const alone = new Standing(set, shown);
  const faults = roles.flatMap(({ written: one, path: _, ...role }): SchemaReferenceFault[] => {
    const fault = one === undefined ? undefined : alone.fault(one.schema);
    return fault === undefined ? [] : [{ ...role, message: fault.message, location: placeOf(fault) }];
  });
  return {
    files: new Map(named.map((path) => [path, alone.schema(files.written(path)?.schema)])),
    inline: new Map(
      roles.flatMap(({ path, written: one }) => {
        const schema = path === undefined && leadsOut(one?.schema ?? true) ? alone.schema(one?.schema) : null;
        return one === undefined || schema === null ? [] : [[one.schema, schema] as const];
      }),
    ),
    faults,
  };
}

function placeOf({ document, pointer }: ReferenceFault) {
  return document.locate(pointer);
}

interface WrittenRole {
  readonly kind: 'method' | 'event';
  readonly name: string;
  readonly role: SchemaRole;
  /** Of the file that the manifest names. */
  readonly path?: string;
  readonly written: Written | undefined;
}

function rolesOf(manifest: JsonDocument, provided: Provided | undefined, files: SchemaFiles): WrittenRole[] {
  return (provided?.targets ?? []).flatMap(({ kind, name, schemas, schemaPointers }) =>
    (['input', 'output', 'payload'] as const).flatMap((role): WrittenRole[] => {
      const schema = schemas[role];
      if (schema === undefined) return [];
      if (typeof schema === 'string') {
        const path = pathInApp(schema);
        return [{ kind, name, role, path, written: files.written(path) }];
      }
      const origin = { document: manifest, pointer: schemaPointers[role] ?? '', path: '' };
      return [{ kind, name, role, written: { schema, origin } }];
    }),
  );
}

/** Schemas of a set, each bundled once. */
class Standing {
  private readonly set: SchemaSet;
  private readonly shown: string;
  private readonly done = new Map<JsonValue, JsonValue | ReferenceFault>();
  private total = 0;

  constructor(set: SchemaSet, shown: string) {
    this.set = set;
    this.shown = shown;
  }

  /** The schema with what it refers to, itself where that can't be; null for what is no schema. */
  schema(written: JsonValue | undefined): UserSchema | null {
    if (written === undefined) return null;
    const bundled = this.bundled(written);
    const schema = bundled instanceof ReferenceFault ? written : bundled;
    if (typeof schema === 'boolean') return schema;
    return isJsonObject(schema) ? { ...schema } : null;
  }

  fault(written: JsonValue): ReferenceFault | undefined {
    const bundled = this.bundled(written);
    return bundled instanceof ReferenceFault ? bundled : undefined;
  }

  private bundled(written: JsonValue): JsonValue | ReferenceFault {
    const known = this.done.get(written);
    if (known !== undefined) return known;
    const made = this.bundle(written);
    this.done.set(written, made);
    return made;
  }

  private bundle(written: JsonValue): JsonValue | ReferenceFault {
    try {
      const { schema } = bundleSchema(written, this.set);
      if (schema !== written) this.total += canonicalJson(schema).length;
      if (this.total > SIZE.document)
        throw tooLarge(`${this.shown} with the schemas that it provides`, this.total, SIZE.document);
      return schema;
    } catch (error) {
      if (error instanceof ReferenceFault) return error;
      throw error;
    }
  }
}

/** The schema files of an app. */
class SchemaFiles {
  private readonly root: string;
  private readonly shown: string;
  private readonly known = new Map<string, Written | undefined>();

  constructor(folder: string, shown: string) {
    this.root = `${realpathSync(folder)}${sep}`;
    this.shown = shown;
  }

  /** Undefined for what is not there or leads out of the folder; no schema for what is no JSON. */
  written(path: string): Written | undefined {
    if (!this.known.has(path)) this.known.set(path, this.read(path));
    return this.known.get(path);
  }

  private read(path: string): Written | undefined {
    const file = join(this.root, path);
    if (!file.startsWith(this.root) || lstatOf(file)?.isFile() !== true) return undefined;
    if (!realpathSync(file).startsWith(this.root)) return undefined;
    const shown = this.shown === '.' ? path : `${this.shown}/${path}`;
    const document = documentOf(file, shown);
    return { schema: document.value, origin: { document, pointer: '', path } };
  }
}

function documentOf(file: string, shown: string): JsonDocument {
  try {
    const bytes = readFileBytes(file, shown, SIZE.catalog, { noFollow: true });
    return parseJson(bytes, { path: shown, maxDepth: DEPTH.userSchemas });
  } catch (error) {
    if (error instanceof AssayError) return { value: null, locate: () => ({ path: shown }) };
    throw error;
  }
}
