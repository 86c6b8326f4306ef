import type { JsonObject, JsonValue } from '../../../model/json/value.ts';
import { quote } from '../../../model/quote.ts';
import { isList } from '../../map-subschemas.ts';
import type { Placed } from '../references.ts';
import { type ImportContext, isObject, member, objects } from './context.ts';

const READ: ReadonlySet<string> = new Set(['schema', 'example', 'examples']);

/** A body's schema and examples. */
export interface Body {
  readonly schema: Placed;
  readonly examples: readonly JsonValue[];
}

/**
 * What a `content` map says of JSON: the first media type that is JSON, else the first one. Others are noted.
 * @param what the body in words, as "a request"
 */
export function bodyOf(context: ImportContext, holder: Placed<JsonObject>, what: string): Body | undefined {
  const types = objects(context, holder, 'content');
  const [first] = types;
  if (first === undefined) return undefined;
  const [name, media] = types.find(([type]) => isJsonType(type)) ?? first;
  const { notes } = context;
  for (const [type, other] of types)
    if (type !== name)
      notes.add(`the media type ${quote(type)} of ${what} is left out: ${quote(name)} is read`, other.pointer);
  if (!isJsonType(name)) notes.add(`${what} of media type ${quote(name)} is described, but is no JSON`, media.pointer);
  notes.unread('a media type', media.value, READ, media.pointer);
  const schema = member(media, 'schema') ?? { value: {}, pointer: media.pointer };
  return { schema, examples: examplesOf(context, media) };
}

function isJsonType(type: string): boolean {
  return /^application\/(?:[\w.+-]+\+)?json(?:\s*;|$)/i.test(type);
}

/** `example`, and the values of `examples`. */
export function examplesOf(context: ImportContext, holder: Placed<JsonObject>): JsonValue[] {
  const named = objects(context, holder, 'examples').flatMap(([, { value, pointer }]) => {
    if (value.value === undefined) context.notes.add('an example without a value in the document is left out', pointer);
    return value.value === undefined ? [] : [value.value];
  });
  const { example } = holder.value;
  return example === undefined ? named : [example, ...named];
}

/** A schema with examples that stood beside it. */
export function withExamples(schema: JsonValue, examples: readonly JsonValue[]): JsonValue {
  if (examples.length === 0) return schema;
  const object: JsonObject = isObject(schema) ? schema : schema === false ? { not: {} } : {};
  return { ...object, examples: [...(isList(object.examples) ? object.examples : []), ...examples] };
}
