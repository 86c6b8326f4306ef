import type { JsonObject, JsonValue } from '../../../model/json/value.ts';
import { quote } from '../../../model/quote.ts';
import { SchemaBundle } from '../bundle-schema.ts';
import { type ImportContext, isObject, listed, member, text } from '../openapi/context.ts';
import type { Placed } from '../references.ts';

const READ: ReadonlySet<string> = new Set(['payload', 'schemaFormat', 'examples', '$ref']);

/** What an operation's messages carry: one schema, or any of several. */
export interface Payload {
  readonly schema: JsonValue;
  readonly examples: readonly JsonValue[];
}

export function payloadOf(context: ImportContext, messages: readonly Placed<JsonObject>[]): Payload {
  const bundle = new SchemaBundle(context.schemas);
  const schemas = messages.map((message) => schemaOf(context, bundle, message));
  const examples = messages.flatMap((message) => examplesOf(context, message));
  const [only] = schemas;
  const schema = only === undefined ? true : schemas.length === 1 ? only : { oneOf: schemas };
  return { schema: bundle.finish(schema), examples };
}

function schemaOf(context: ImportContext, bundle: SchemaBundle, message: Placed<JsonObject>): JsonValue {
  const { value, pointer } = message;
  context.notes.unread('a message', value, READ, pointer);
  const payload = member(message, 'payload');
  if (payload === undefined) return true;
  const inner =
    isObject(payload.value) && payload.value.schema !== undefined && payload.value.schemaFormat !== undefined;
  const format = text(inner && isObject(payload.value) ? payload.value : value, 'schemaFormat');
  if (format !== undefined && !/json|asyncapi/i.test(format)) {
    context.notes.add(`a payload in the schema format ${quote(format)} is taken as anything`, pointer);
    return true;
  }
  const placed =
    inner && isObject(payload.value) ? member({ value: payload.value, pointer: payload.pointer }, 'schema') : payload;
  return placed === undefined ? true : bundle.schema(placed);
}

function examplesOf(context: ImportContext, message: Placed<JsonObject>): JsonValue[] {
  return listed(context, message, 'examples').flatMap(({ value }) =>
    value.payload === undefined ? [] : [value.payload],
  );
}
