import type { JsonObject, JsonValue } from '../../../model/json/value.ts';
import { isList } from '../../map-subschemas.ts';
import type { Translate } from '../bundle-schema.ts';
import type { Notes } from '../notes.ts';

/** Words of OpenAPI about documents and serialisation: they say nothing about which instances are valid. */
const DROPPED = ['discriminator', 'xml', 'externalDocs'] as const;

/** How the schemas of an OpenAPI document become JSON Schema 2020-12. @param version `3.0` or `3.1` */
export function translatorFor(version: '3.0' | '3.1', notes: Notes): Translate {
  return (schema, pointer) => {
    const result = version === '3.0' ? fromVersion30(schema, pointer, notes) : { ...schema };
    for (const name of DROPPED)
      if (Object.hasOwn(result, name)) {
        delete result[name];
        notes.add(`${name} of a schema is left out: it decides nothing about what is valid`, pointer);
      }
    return withExamples(result);
  };
}

type Draft = Record<string, JsonValue>;

/** OpenAPI 3.0's dialect (OAS 3.0.4 §4.7.24): siblings of $ref are ignored, nullable, and boolean exclusive bounds. */
function fromVersion30(schema: JsonObject, pointer: string, notes: Notes): Draft {
  if (typeof schema.$ref === 'string') {
    if (Object.keys(schema).length > 1)
      notes.add('what stands beside a $ref is left out: OpenAPI 3.0 ignores it', pointer);
    return { $ref: schema.$ref };
  }
  const { nullable, ...rest } = schema;
  const result: Draft = { ...rest };
  exclusive(result, 'minimum', 'exclusiveMinimum');
  exclusive(result, 'maximum', 'exclusiveMaximum');
  if (nullable !== true) return result;
  if (typeof result.type === 'string') result.type = [result.type, 'null'];
  else notes.add('nullable without a type beside it is left out: OpenAPI 3.0 gives it no meaning', pointer);
  return result;
}

function exclusive(schema: Draft, bound: 'minimum' | 'maximum', flag: 'exclusiveMinimum' | 'exclusiveMaximum'): void {
  const written = schema[flag];
  if (typeof written !== 'boolean') return;
  delete schema[flag];
  const limit = schema[bound];
  if (!written || limit === undefined) return;
  schema[flag] = limit;
  delete schema[bound];
}

function withExamples({ example, ...schema }: Draft): JsonObject {
  if (example === undefined) return schema;
  const { examples } = schema;
  return { ...schema, examples: [...(isList(examples) ? examples : []), example] };
}
