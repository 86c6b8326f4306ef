import type { ServiceMethod } from '../contract/model.ts';
import { pointerJoin } from '../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { byCodeUnit } from '../model/order.ts';
import type { ClientError, ClientSchema } from './model.ts';
import { asUserSchema } from './schema-walk.ts';

/** The errors that a method declares, by code. */
export function errorsOf({ errors = [] }: ServiceMethod): ClientError[] {
  return errors
    .map(({ code, description, retryable = false }) => ({
      code,
      retryable,
      ...(description === undefined ? {} : { description }),
    }))
    .sort((a, b) => byCodeUnit(a.code, b.code));
}

/**
 * One schema for the details of all errors of a method: an object with a property per code, so that one named type has
 * them all. Nothing for a method without errors. Of a code that is there twice, the last one counts.
 * @throws AssayError client-schema-shape
 */
export function errorSchema(target: string, { errors = [] }: ServiceMethod): ClientSchema[] {
  if (errors.length === 0) return [];
  const properties = new Map<string, JsonValue>();
  for (const { code, schema = true } of errors) {
    const own = asUserSchema(schema, `${target} error ${code}`);
    properties.set(code, described(moved(own, pointerJoin('', 'properties', code)), errors, code));
  }
  const sorted = [...properties].sort(([a], [b]) => byCodeUnit(a, b));
  return [
    {
      role: 'error',
      schema: {
        type: 'object',
        additionalProperties: false,
        required: sorted.map(([code]) => code),
        properties: Object.fromEntries(sorted),
      },
    },
  ];
}

function described(schema: JsonValue, errors: readonly { code: string; description?: string }[], code: string) {
  const description = errors.find((error) => error.code === code)?.description;
  if (description === undefined) return schema;
  if (schema === true) return { description };
  return isJsonObject(schema) && !Object.hasOwn(schema, 'description') && !Object.hasOwn(schema, '$ref')
    ? { ...schema, description }
    : schema;
}

/** Values, not schemas: what looks like a reference in them is none. */
const VALUES: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'examples']);

/** The schema as it reads at another place of a document: references to its own root lead there. */
function moved(schema: JsonValue, to: string): JsonValue {
  if (Array.isArray(schema)) return schema.map((item) => moved(item, to));
  // A schema with an address of its own is a document of its own.
  if (!isJsonObject(schema) || typeof schema.$id === 'string') return schema;
  const result: [string, JsonValue][] = Object.entries(schema).map(([key, value]) => {
    if (key === '$ref' && typeof value === 'string') return [key, movedReference(value, to)];
    return [key, VALUES.has(key) ? value : moved(value, to)];
  });
  return Object.fromEntries(result) satisfies JsonObject;
}

function movedReference(reference: string, to: string): string {
  if (reference !== '#' && !reference.startsWith('#/')) return reference;
  return `#${to.split('/').map(encodeURIComponent).join('/')}${reference.slice(1)}`;
}
