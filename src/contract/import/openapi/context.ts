import type { JsonDocument } from '../../../model/json/parse.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json/value.ts';
import { SchemaBundle, type SchemaSource } from '../bundle-schema.ts';
import type { CapabilityNames } from '../capability-names.ts';
import type { Notes } from '../notes.ts';
import { type Placed, resolveObject } from '../references.ts';

/** What every part of an import reads with. */
export interface ImportContext {
  readonly document: JsonDocument;
  readonly notes: Notes;
  readonly capabilities: CapabilityNames;
  readonly schemas: SchemaSource;
  /** The contract version that the imported contract gets. */
  readonly contractVersion: number;
}

/** A member of an object with its place; undefined where it is missing. */
export function member({ value, pointer }: Placed<JsonObject>, name: string): Placed | undefined {
  const found = Object.hasOwn(value, name) ? value[name] : undefined;
  return found === undefined ? undefined : { value: found, pointer: `${pointer}/${escaped(name)}` };
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The members of an object, each resolved to the object that it is or refers to; none where the object is missing. */
export function objects(
  context: ImportContext,
  parent: Placed<JsonObject>,
  name: string,
): [string, Placed<JsonObject>][] {
  const found = member(parent, name);
  if (found === undefined) return [];
  const map = resolveObject(context.document, found);
  return Object.keys(map.value).flatMap((key) => {
    const item = member(map, key);
    return item === undefined || key.startsWith('x-') ? [] : [[key, resolveObject(context.document, item)]];
  });
}

/** The items of a list, each resolved to the object that it is or refers to. */
export function listed(context: ImportContext, parent: Placed<JsonObject>, name: string): Placed<JsonObject>[] {
  const found = member(parent, name);
  if (found === undefined || !Array.isArray(found.value)) return [];
  return found.value.map((value: JsonValue, index) =>
    resolveObject(context.document, { value, pointer: `${found.pointer}/${index}` }),
  );
}

/** One schema alone, with what it refers to. */
export function standalone(context: ImportContext, placed: Placed): JsonValue {
  const bundle = new SchemaBundle(context.schemas);
  return bundle.finish(bundle.schema(placed));
}

/** A text member; undefined where there is none or it is no text. */
export function text(value: JsonObject, name: string): string | undefined {
  const found = Object.hasOwn(value, name) ? value[name] : undefined;
  return typeof found === 'string' ? found : undefined;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return isJsonObject(value);
}
