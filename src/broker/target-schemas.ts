import type { UserSchema } from '../contract/model.ts';
import { inputError } from '../model/errors.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { type JsonDocument, tooLarge } from '../model/json/parse.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { SIZE } from '../model/limits.ts';
import { quote } from '../model/quote.ts';
import { bundleSchema, leadsOut } from '../schema-diff/bundle/bundle.ts';
import { outsideReference } from '../schema-diff/bundle/outside-reference.ts';
import { ReferenceFault, type ReferenceFaultKind } from '../schema-diff/bundle/reference-fault.ts';
import { type ReadSchema, SchemaSet } from '../schema-diff/bundle/schema-set.ts';
import type { SchemaOrigin } from '../schema-diff/bundle/written-schema.ts';
import type { TargetSchemas } from './catalog-model.ts';

/** A schema as a catalog has it: it may refer to others of the catalog. */
export interface WrittenTargetSchema {
  readonly schema: JsonValue;
  readonly origin: SchemaOrigin;
}

type Role = keyof TargetSchemas;

/** The schemas of a target as they are written, by role. */
export type WrittenSchemas = { readonly [role in Role]?: WrittenTargetSchema };

const ROLES: readonly Role[] = ['input', 'output', 'payload'];

/**
 * A schema from outside: an object or a boolean.
 * @param pointer where the schema stands in the document @param path the document's below the catalog's folder, where
 * the schema is all of it
 * @throws AssayError catalog-malformed (input)
 */
export function writtenSchema(
  document: JsonDocument,
  pointer: string,
  schema: JsonValue,
  path = '',
): WrittenTargetSchema {
  if (typeof schema === 'boolean' || isJsonObject(schema)) return { schema, origin: { document, pointer, path } };
  const location = document.locate(pointer);
  throw inputError(
    'catalog-malformed',
    `${location.path}:${location.line}:${location.column} is no JSON Schema: expected an object, true or false`,
    'give the schema itself: a path or a text is not followed',
    location,
  );
}

/** True where a schema of the target refers to something outside of itself. */
export function refersOut(schemas: WrittenSchemas): boolean {
  return ROLES.some((role) => leadsOut(schemas[role]?.schema ?? true));
}

/**
 * The schemas of a catalog's targets, each alone: one that refers to another of them by its `$id`, or to a file of the
 * catalog's folder by its path, has that among its definitions. No other file and no URL is ever opened because a schema
 * says so.
 * @param read gives the files of the folder, where there is one
 * @throws AssayError catalog-schema-reference, input-too-large (input)
 */
export function standingAlone(
  targets: readonly WrittenSchemas[],
  path: string,
  read?: ReadSchema,
): readonly TargetSchemas[] {
  const written = targets.flatMap((schemas) => ROLES.flatMap((role) => schemas[role] ?? []));
  const set = new SchemaSet(read);
  if (written.some(({ schema }) => leadsOut(schema))) for (const { schema, origin } of written) set.add(schema, origin);
  let total = 0;
  const alone = (one: WrittenTargetSchema): UserSchema => {
    const bundled = bundle(one, set);
    if (bundled !== one.schema) total += canonicalJson(bundled).length;
    if (total > SIZE.document) throw tooLarge(`${path} with its schemas`, total, SIZE.document);
    return typeof bundled === 'boolean' ? bundled : { ...bundled };
  };
  return targets.map((schemas) =>
    Object.fromEntries(
      ROLES.flatMap((role) => {
        const one = schemas[role];
        return one === undefined ? [] : [[role, alone(one)]];
      }),
    ),
  );
}

function bundle(
  { schema, origin }: WrittenTargetSchema,
  set: SchemaSet,
): boolean | { readonly [key: string]: JsonValue } {
  try {
    const bundled = bundleSchema(schema, set).schema;
    const left = outsideReference(bundled, '')?.reference;
    if (left === undefined) return typeof bundled === 'boolean' || isJsonObject(bundled) ? bundled : false;
    const what = `refers to ${quote(left)}, where no keyword has a schema`;
    throw new ReferenceFault('outside', what, origin.document, origin.pointer);
  } catch (error) {
    if (!(error instanceof ReferenceFault)) throw error;
    const location = error.document.locate(error.pointer);
    throw inputError(
      'catalog-schema-reference',
      `${location.path}:${location.line}:${location.column} ${error.message}`,
      HINTS[error.kind],
      location,
    );
  }
}

const HINTS: Readonly<Record<ReferenceFaultKind, string>> = {
  outside: 'put what it refers to into the catalog, or under $defs: no other file and no URL is ever opened',
  malformed: 'refer to "name.json", with slashes, or to the $id of a schema of the catalog',
  missing: 'correct the reference, or put what it names into the catalog',
  ambiguous: 'give each schema of the catalog an $id of its own',
  unsupported: 'write what is referred to under $defs of the schema itself, with a plain $ref',
};
