import { canonicalJson } from '../model/json/canonical.ts';
import { isJsonObject } from '../model/json/value.ts';
import { byCodeUnit } from '../model/order.ts';
import type { UserSchema } from './model.ts';
import { canonicalSchema } from './schema-sets.ts';

/** Words for people: they change no instance's validity and nothing that a client does. */
const ANNOTATIONS: ReadonlySet<string> = new Set(['$comment', 'description', 'examples', 'title']);
/** Keywords whose value is data, which is not looked into. */
const DATA: ReadonlySet<string> = new Set(['const', 'default', 'enum']);
/** Keywords whose value is a map from names to schemas: a property may be called `title`. */
const MAPS: ReadonlySet<string> = new Set([
  '$defs',
  'definitions',
  'dependencies',
  'dependentRequired',
  'dependentSchemas',
  'patternProperties',
  'properties',
]);
/** Keywords whose schemas may stand in any order. */
const UNORDERED: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf']);

/** The canonical text of a schema's meaning: without annotations, with every set and every list of alternatives in one order. */
export function semanticText(schema: UserSchema): string {
  return canonicalJson(semanticSchema(canonicalSchema(schema)));
}

function semanticSchema(schema: unknown): unknown {
  if (!isJsonObject(schema)) return schema;
  return mapMembers(schema, (value, keyword) => {
    if (ANNOTATIONS.has(keyword)) return undefined;
    if (DATA.has(keyword)) return value;
    if (MAPS.has(keyword) && isJsonObject(value)) return mapMembers(value, semanticSchema);
    if (!Array.isArray(value)) return semanticSchema(value);
    const items = value.map(semanticSchema);
    return UNORDERED.has(keyword) ? sorted(items) : items;
  });
}

function mapMembers(
  object: Readonly<Record<string, unknown>>,
  member: (value: unknown, name: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, member(value, name)]));
}

function sorted(schemas: readonly unknown[]): unknown[] {
  return schemas
    .map((schema) => ({ schema, text: canonicalJson(schema) }))
    .sort((a, b) => byCodeUnit(a.text, b.text))
    .map(({ schema }) => schema);
}
