import { pointerJoin } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonValue } from '../../model/json/value.ts';
import { keywordOf } from '../dialect/keywords.ts';
import { leadsOut } from './bundle.ts';

const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'] as const;
/** Keywords whose value is data: a "$ref" in there refers to nothing. A property may have such a name all the same. */
const DATA: ReadonlySet<string> = new Set(['const', 'default', 'enum', 'example', 'examples']);

/** A reference, and the pointer of the place where it stands. */
export interface PlacedReference {
  readonly reference: string;
  readonly pointer: string;
}

/**
 * The first reference of a schema that leaves it, in document order; keywords that nobody knows are looked into, data is
 * not. @param pointer where the schema stands
 */
export function outsideReference(schema: JsonValue, pointer: string): PlacedReference | undefined {
  return leadsOut(schema) ? inSchema(schema, pointer) : undefined;
}

function inSchema(schema: JsonValue, pointer: string): PlacedReference | undefined {
  if (!isJsonObject(schema)) return inMembers(schema, pointer);
  for (const keyword of REFERENCES) {
    const reference = schema[keyword];
    if (typeof reference === 'string' && !reference.startsWith('#'))
      return { reference, pointer: pointerJoin(pointer, keyword) };
  }
  for (const [name, value] of Object.entries(schema)) {
    if (DATA.has(name)) continue;
    const at = pointerJoin(pointer, name);
    const found = keywordOf(name)?.holds === 'map' ? inMembers(value, at) : inSchema(value, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** In a list, and in a map from names to schemas, every member is looked into. */
function inMembers(value: JsonValue, pointer: string): PlacedReference | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = inSchema(member, pointerJoin(pointer, name));
    if (found !== undefined) return found;
  }
  return undefined;
}
