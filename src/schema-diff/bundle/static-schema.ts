import { canonicalJson } from '../../model/json/canonical.ts';
import { parseJson } from '../../model/json/parse.ts';
import type { JsonValue } from '../../model/json/value.ts';
import { bundleSchema } from './bundle.ts';
import { SchemaSet } from './schema-set.ts';

/**
 * A schema whose dynamic references are plain ones, for readers who don't follow any. It is as it was where it has none.
 * @throws ReferenceFault for one that leads to several places, and for a reference that leads out of the schema
 */
export function staticSchema(schema: JsonValue): JsonValue {
  if (!/"\$(?:dynamicRef|recursiveRef)":"/.test(JSON.stringify(schema))) return schema;
  const document = parseJson(canonicalJson(schema), { path: 'schema' });
  const set = new SchemaSet();
  set.add(document.value, { document, pointer: '', path: '' });
  return bundleSchema(document.value, set, 'static').schema;
}
