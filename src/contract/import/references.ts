import { inputError } from '../../model/errors.ts';
import type { JsonDocument } from '../../model/json/parse.ts';
import { pointerGet } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { quote } from '../../model/quote.ts';

/** A value of the imported document and where it stands. */
export interface Placed<Value extends JsonValue = JsonValue> {
  readonly value: Value;
  readonly pointer: string;
}

/** Longest chain of references that say nothing but where to look next. */
const MOST_HOPS = 32;

/** The RFC 6901 pointer that a reference into the document names, as `#/components/schemas/Pet`. */
export function localPointer(reference: string, document: JsonDocument, pointer: string): string {
  if (!reference.startsWith('#'))
    throw locatedError(
      'schema-reference-outside',
      document,
      pointer,
      `refers to ${quote(reference)}, which leads out of the document`,
      'bundle the document into one file first',
    );
  const fragment = decoded(reference.slice(1));
  if (fragment === undefined || (fragment !== '' && !fragment.startsWith('/')))
    throw unresolvable(document, pointer, reference);
  return fragment;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * The object at a place, after following its references; members beside a reference are not looked at.
 * @throws AssayError reference-unresolvable, schema-reference-outside, import-unreadable where it is no object
 */
export function resolveObject(document: JsonDocument, placed: Placed): Placed<JsonObject> {
  let { value, pointer } = placed;
  for (let hops = 0; hops <= MOST_HOPS; hops += 1) {
    if (!isJsonObject(value))
      throw locatedError(
        'import-unreadable',
        document,
        pointer,
        'is no object, where the format has one',
        'check the document with a validator of its format',
      );
    const { $ref } = value;
    if (typeof $ref !== 'string') return { value, pointer };
    const target = localPointer($ref, document, pointer);
    const found = pointerGet(document.value, target);
    if (found === undefined) throw unresolvable(document, pointer, $ref);
    value = found;
    pointer = target;
  }
  throw locatedError(
    'reference-unresolvable',
    document,
    placed.pointer,
    'refers in a circle',
    'let one of the references name the thing itself',
  );
}

export function unresolvable(document: JsonDocument, pointer: string, reference: string): Error {
  return locatedError(
    'reference-unresolvable',
    document,
    pointer,
    `refers to ${quote(reference)}, which is not in the document`,
    'correct the reference',
  );
}

/** An input error at a place of the imported document. */
export function locatedError(code: string, document: JsonDocument, pointer: string, what: string, hint: string): Error {
  const location = document.locate(pointer);
  return inputError(code, `${location.path}:${location.line}:${location.column} ${what}`, hint, location);
}
