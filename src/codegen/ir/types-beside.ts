import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { knowsKeyword, refHidesSiblings } from '../../schema-diff/dialect/keywords.ts';
import { isSchema, member, type SchemaPlace, type SchemaSpace } from './schema-space.ts';
import { commonTypes, type JsonType, namedTypes, spokenTypes, type TypeSet } from './types-of.ts';

/** What is known of schemas that were asked about already; nothing is known of one that leads to itself. */
type Known = Map<JsonObject, TypeSet | undefined>;

/**
 * The types that a schema has by what it refers to and by its `allOf`, `anyOf` and `oneOf`; undefined where one of
 * their branches names none and speaks of none. An author who wrote them beside `properties` has said there which types
 * are meant: `{"oneOf": [{"type": "object"}, {"type": "null"}], "required": ["a"]}` takes null.
 * @throws AssayError client-schema-reference
 */
export function typesBeside(at: SchemaPlace, space: SchemaSpace, known: Known = new Map()): TypeSet | undefined {
  const { schema } = at;
  if (!isJsonObject(schema)) return undefined;
  known.set(schema, undefined);
  let types: TypeSet | undefined;
  for (const branches of branchesOf(at, schema, space)) {
    const said = branches.map((branch) => typesSaid(branch, space, known));
    if (said.includes(undefined)) continue;
    const all = new Set(said.flatMap((one) => [...(one ?? [])]));
    types = types === undefined ? all : commonTypes(types, all);
  }
  return types;
}

/** Schemas of the same value: of each list a value fulfils one at least. */
function* branchesOf(at: SchemaPlace, schema: JsonObject, space: SchemaSpace): Iterable<readonly SchemaPlace[]> {
  for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
    const reference = member(schema, keyword);
    if (typeof reference !== 'string' || !knowsKeyword(at.dialect, keyword)) continue;
    const target = keyword === '$ref' ? space.resolve(reference, at) : space.resolveDynamic(reference, keyword, at);
    if (target) yield [target];
  }
  if (refHidesSiblings(at.dialect) && typeof member(schema, '$ref') === 'string') return;
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const list = member(schema, keyword);
    if (!Array.isArray(list)) continue;
    const places = list.filter(isSchema).map((part, index) => space.at(at, part, keyword, index));
    if (keyword === 'allOf') for (const place of places) yield [place];
    else if (places.length > 0) yield places;
  }
}

function typesSaid(at: SchemaPlace, space: SchemaSpace, known: Known): TypeSet | undefined {
  const { schema } = at;
  if (schema === false) return new Set();
  if (!isJsonObject(schema)) return undefined;
  if (known.has(schema)) return known.get(schema);
  const hidden = refHidesSiblings(at.dialect) && typeof member(schema, '$ref') === 'string';
  const own = hidden ? undefined : (namedTypes(schema) ?? typesOfChoices(at, schema));
  const said = own ?? typesBeside(at, space, known) ?? (hidden ? undefined : spokenTypes(schema));
  known.set(schema, said);
  return said;
}

/** The types of the values that `const` or `enum` lists. */
function typesOfChoices({ dialect }: SchemaPlace, schema: JsonObject): TypeSet | undefined {
  const constant = knowsKeyword(dialect, 'const') ? member(schema, 'const') : undefined;
  const choices = constant === undefined ? member(schema, 'enum') : [constant];
  return Array.isArray(choices) ? new Set(choices.map(typeOfValue)) : undefined;
}

function typeOfValue(value: JsonValue): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}
