import { inputError } from '../model/errors.ts';
import type { Location } from '../model/finding.ts';
import type { JsonDocument } from '../model/json/parse.ts';
import { pointerJoin } from '../model/json/pointer.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { DEPTH } from '../model/limits.ts';
import { quote } from '../model/quote.ts';
import { leadsOut } from '../schema-diff/bundle/bundle.ts';
import { outsideReference } from '../schema-diff/bundle/outside-reference.ts';

type Replace = (value: JsonValue, pointer: string) => JsonValue;

/**
 * A contract document's value with every schema of its endpoints, methods and events replaced; what holds none that was
 * replaced by another is no copy.
 */
export function eachSchema(value: JsonValue, schema: Replace): JsonValue {
  const errors = items(members({ schema }));
  const endpoint = members({ request: schema, response: schema, errors });
  const method = members({ input: schema, output: schema, errors });
  const event = members({ payload: schema });
  const service = members({ methods: items(method), events: items(event) });
  const document = members({ contract: members({ endpoints: items(endpoint), services: items(service) }) });
  return document(value, '');
}

/** Replaces some members of an object; what is no object, or has none that another takes the place of, stays. */
function members(replacements: Readonly<Record<string, Replace>>): Replace {
  const entries = Object.entries(replacements);
  return (value, pointer) => {
    if (!isJsonObject(value)) return value;
    let copy: Record<string, JsonValue> | undefined;
    for (const [name, replace] of entries) {
      const member = Object.hasOwn(value, name) ? value[name] : undefined;
      const replaced = member === undefined ? undefined : replace(member, `${pointer}/${name}`);
      if (replaced === undefined || replaced === member) continue;
      copy ??= { ...value };
      copy[name] = replaced;
    }
    return copy ?? value;
  };
}

function items(replace: Replace): Replace {
  return (value, pointer) => {
    if (!Array.isArray(value)) return value;
    const replaced = value.map((item: JsonValue, index) => replace(item, `${pointer}/${index}`));
    return replaced.every((item, at) => item === value[at]) ? value : replaced;
  };
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
    `${placeOf(location)} is nested deeper than ${DEPTH.ownFormats} levels`,
    'flatten the document',
    location,
  );
}

/** Whether any value lies deeper than so many levels; almost none does, so no way is kept. */
function isDeeper(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const member of Object.values(value)) if (isDeeper(member, levels - 1)) return true;
  return false;
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

/** The error of a reference that leads out. */
export function outside(reference: string, location: Location): Error {
  return inputError(
    'schema-reference-outside',
    `${placeOf(location)} refers to ${quote(reference)}, which leads out of what may be read here`,
    'copy the schema below the contract’s folder, or write it under $defs',
    location,
  );
}

export function placeOf({ path, line, column }: Location): string {
  return `${path}:${line}:${column}`;
}
