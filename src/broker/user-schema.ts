import type { UserSchema } from '../contract/model.ts';
import { inputError } from '../model/errors.ts';
import type { JsonDocument } from '../model/json/parse.ts';
import { pointerJoin } from '../model/json/pointer.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';

const REFERENCES: ReadonlySet<string> = new Set(['$ref', '$dynamicRef', '$recursiveRef']);
/** Members whose value is an instance, not a schema: a "$ref" in there is data. */
const DATA: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'examples', 'example']);

/**
 * A schema from outside: an object or a boolean, and every reference in it leads into itself. Nothing is ever fetched
 * because a schema says so.
 * @param pointer where the schema stands in the document
 * @throws AssayError catalog-malformed, catalog-schema-reference (input)
 */
export function userSchema(document: JsonDocument, pointer: string, value: JsonValue): UserSchema {
  if (typeof value === 'boolean') return value;
  if (!isJsonObject(value)) {
    const location = document.locate(pointer);
    throw inputError(
      'catalog-malformed',
      `${location.path}:${location.line}:${location.column} is no JSON Schema: expected an object, true or false`,
      'give the schema itself: a path or a text is not followed',
      location,
    );
  }
  const outside = outsideReference(value, pointer);
  if (outside === undefined) return { ...value };
  const location = document.locate(outside);
  throw inputError(
    'catalog-schema-reference',
    `${location.path}:${location.line}:${location.column} refers to something outside its schema`,
    'put what it refers to under $defs: no file and no URL is ever followed',
    location,
  );
}

function outsideReference(value: JsonValue, pointer: string): string | undefined {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) {
      const found = outsideReference(item, pointerJoin(pointer, at));
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isJsonObject(value)) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const here = pointerJoin(pointer, name);
    if (REFERENCES.has(name) && typeof member === 'string' && !member.startsWith('#')) return here;
    const found = DATA.has(name) ? undefined : outsideReference(member, here);
    if (found !== undefined) return found;
  }
  return undefined;
}
