import { isJsonObject, type JsonValue } from '../../model/json/value.ts';
import { isInPlace } from '../../schema-diff/dialect/keywords.ts';
import { subschemasOf } from '../../schema-diff/dialect/subschemas.ts';
import { member, type SchemaPlace, type SchemaSpace } from './schema-space.ts';

const OPEN_ENDED = ['additionalProperties', 'patternProperties', 'unevaluatedProperties'];
const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'];

/**
 * The names that a schema and all that judge the same value with it may evaluate; undefined where that is no finite
 * list, because one of them evaluates by pattern or whatever comes.
 */
export function evaluatedBeside(at: SchemaPlace, space: SchemaSpace): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  const seen = new Set<JsonValue>();
  const stack: SchemaPlace[] = [at];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { schema } = place;
    if (!isJsonObject(schema) || seen.has(schema)) continue;
    seen.add(schema);
    const open = OPEN_ENDED.filter((keyword) => place?.schema !== at.schema || keyword !== 'unevaluatedProperties');
    if (open.some((keyword) => Object.hasOwn(schema, keyword))) return undefined;
    const properties = member(schema, 'properties');
    if (isJsonObject(properties)) for (const name of Object.keys(properties)) names.add(name);
    for (const keyword of REFERENCES) {
      const reference = member(schema, keyword);
      if (typeof reference !== 'string') continue;
      const target =
        keyword === '$ref' ? space.resolve(reference, place) : space.resolveDynamic(reference, keyword, place);
      if (target === undefined) return undefined;
      stack.push(target);
    }
    for (const sub of subschemasOf(schema))
      if (isInPlace(place.dialect, sub.keyword)) stack.push(space.at(place, sub.schema, sub.keyword, sub.pointer));
  }
  return names;
}
