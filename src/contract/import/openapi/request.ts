import type { JsonObject, JsonValue } from '../../../model/json/value.ts';
import { quote } from '../../../model/quote.ts';
import { SchemaBundle } from '../bundle-schema.ts';
import type { Placed } from '../references.ts';
import { resolveObject } from '../references.ts';
import { type ImportContext, isObject, listed, member, text } from './context.ts';
import { bodyOf, examplesOf, withExamples } from './media.ts';

/**
 * How an operation says what its contract's request schema is: `parts` (the usual: an object with a member for each
 * place), `body` (the request body's schema alone), `query` (an object of the query parameters), `none`.
 */
export const REQUEST_MARK = 'x-assay-request';

const PLACES = ['path', 'query', 'header', 'cookie'] as const;
type Place = (typeof PLACES)[number];

interface Parameter {
  readonly place: Place;
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonValue;
}

const READ: ReadonlySet<string> = new Set([
  'name',
  'in',
  'required',
  'description',
  'schema',
  'content',
  'example',
  'examples',
  'deprecated',
  '$ref',
]);

const READ_USUAL: ReadonlySet<string> = new Set([...READ, 'style']);
/** The style that a parameter has anyway (OAS 3.1 §4.8.12.2.1). */
const USUAL_STYLE: Readonly<Record<string, string>> = {
  query: 'form',
  cookie: 'form',
  path: 'simple',
  header: 'simple',
};

/** The request schema of an operation: parameters of the path item and its own, and the body. */
export function requestOf(
  context: ImportContext,
  item: Placed<JsonObject>,
  operation: Placed<JsonObject>,
): JsonValue | undefined {
  const mark = text(operation.value, REQUEST_MARK) ?? 'parts';
  if (mark === 'none') return undefined;
  const bundle = new SchemaBundle(context.schemas);
  const body = requestBody(context, bundle, operation);
  if (mark === 'body') return body === undefined ? undefined : bundle.finish(body.schema);
  const parameters = parametersOf(context, bundle, item, operation);
  if (mark === 'query') return bundle.finish(place(parameters, 'query') ?? { type: 'object', properties: {} });
  return bundle.finish(parts(parameters, body));
}

/** `{path, query, header, cookie, body}`, as far as there is any; always an object, so that what is added later compares. */
function parts(parameters: readonly Parameter[], body: RequestBody | undefined): JsonValue {
  const members: [string, JsonValue][] = [];
  const required: string[] = [];
  for (const name of PLACES) {
    const schema = place(parameters, name);
    if (schema === undefined) continue;
    members.push([name, schema]);
    if (parameters.some((parameter) => parameter.place === name && parameter.required)) required.push(name);
  }
  if (body !== undefined) {
    members.push(['body', body.schema]);
    if (body.required) required.push('body');
  }
  return { type: 'object', properties: Object.fromEntries(members), ...(required.length === 0 ? {} : { required }) };
}

function place(parameters: readonly Parameter[], name: Place): JsonValue | undefined {
  const own = parameters.filter((parameter) => parameter.place === name);
  if (own.length === 0) return undefined;
  const required = own.filter((parameter) => parameter.required).map((parameter) => parameter.name);
  return {
    type: 'object',
    properties: Object.fromEntries(own.map((parameter) => [parameter.name, parameter.schema])),
    ...(required.length === 0 ? {} : { required }),
  };
}

interface RequestBody {
  readonly schema: JsonValue;
  readonly required: boolean;
}

const READ_BODY: ReadonlySet<string> = new Set(['description', 'content', 'required', '$ref']);

function requestBody(
  context: ImportContext,
  bundle: SchemaBundle,
  operation: Placed<JsonObject>,
): RequestBody | undefined {
  const found = member(operation, 'requestBody');
  if (found === undefined) return undefined;
  const holder = resolveObject(context.document, found);
  context.notes.unread('a request body', holder.value, READ_BODY, holder.pointer);
  const body = bodyOf(context, holder, 'a request body');
  if (body === undefined) return undefined;
  const described = withDescription(
    withExamples(bundle.schema(body.schema), body.examples),
    text(holder.value, 'description'),
  );
  return { schema: described, required: holder.value.required === true };
}

/** An operation's own parameter takes the place of the path item's of the same name and place (OAS 3.1 §4.8.10). */
function parametersOf(
  context: ImportContext,
  bundle: SchemaBundle,
  item: Placed<JsonObject>,
  operation: Placed<JsonObject>,
): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const placed of [...listed(context, item, 'parameters'), ...listed(context, operation, 'parameters')]) {
    const parameter = parameterOf(context, bundle, placed);
    if (parameter !== undefined) found.set(`${parameter.place} ${parameter.name}`, parameter);
  }
  return [...found.values()];
}

function parameterOf(context: ImportContext, bundle: SchemaBundle, placed: Placed<JsonObject>): Parameter | undefined {
  const { value, pointer } = placed;
  const { notes } = context;
  const usual = value.style === undefined || value.style === USUAL_STYLE[String(value.in)];
  notes.unread('a parameter', value, usual ? READ_USUAL : READ, pointer);
  const name = text(value, 'name');
  const where = PLACES.find((known) => known === value.in);
  if (name === undefined || where === undefined) {
    notes.add(`a parameter in ${quote(String(value.in))} is left out`, pointer);
    return undefined;
  }
  if (value.deprecated === true) notes.add('deprecated of a parameter is kept in its schema', pointer);
  const body = bodyOf(context, placed, 'a parameter');
  const schema = bundle.schema(member(placed, 'schema') ?? body?.schema ?? { value: {}, pointer });
  const examples = [...examplesOf(context, placed), ...(body?.examples ?? [])];
  const described = withDescription(withExamples(schema, examples), text(value, 'description'));
  return {
    place: where,
    // Header names are the same in any case (RFC 9110 §5.1).
    name: where === 'header' ? name.toLowerCase() : name,
    required: where === 'path' || value.required === true,
    schema: value.deprecated === true ? { ...asObject(described), deprecated: true } : described,
  };
}

/** A description that stood beside a schema; the schema's own stays. */
function withDescription(schema: JsonValue, description: string | undefined): JsonValue {
  if (description === undefined || description === '') return schema;
  const object = asObject(schema);
  return object.description === undefined ? { ...object, description } : object;
}

function asObject(schema: JsonValue): JsonObject {
  if (isObject(schema)) return schema;
  return schema === false ? { not: {} } : {};
}
