import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json/value.ts';
import type { Dialect } from '../../../schema-diff/dialect/dialect.ts';
import { isInPlace } from '../../../schema-diff/dialect/keywords.ts';
import { mapSubschemas, subschemasOf } from '../../../schema-diff/dialect/subschemas.ts';

/**
 * A schema that says the same in words that Ajv judges as the specification does. It reads `if` without `then` or
 * `else`, and `contains`, otherwise than JSON Schema 2020-12 core §11 and §10.3.1.3 where an `unevaluated…` stands
 * around them, and it passes over a property named `__proto__`. Where a `contains` stands under a condition, an item
 * that it describes counts as evaluated whether or not the condition is fulfilled: valid data is never refused.
 * @param root refers to nothing but `#/definitions/…` of itself
 */
export function judgedRight(root: JsonObject, dialect: Dialect): JsonObject {
  const text = JSON.stringify(root);
  const unevaluated = text.includes('"unevaluated');
  if (!unevaluated && !text.includes('"__proto__"')) return root;
  const rewrite = (schema: JsonValue): JsonValue => {
    if (!isJsonObject(schema)) return schema;
    const copy = namedByPattern(mapSubschemas(schema, rewrite));
    if (!unevaluated) return copy;
    const found =
      dialect === '2020-12' && copy.unevaluatedItems !== undefined ? containedIn(schema, root, dialect) : [];
    const others =
      found.length === 0 ? {} : { unevaluatedItems: { anyOf: [...found.map(rewrite), copy.unevaluatedItems ?? true] } };
    return withoutContains(withoutIf({ ...copy, ...others }));
  };
  const rewritten = rewrite(root);
  return isJsonObject(rewritten) ? rewritten : root;
}

/** `if`, `then` and `else` as two branches, of which a value fulfils one: what each evaluated is then told apart. */
function withoutIf(schema: JsonObject): JsonObject {
  if (schema.if === undefined) return schema;
  const { if: condition, then: fulfilled = true, else: otherwise = true, ...rest } = schema;
  const anyOf = [{ allOf: [condition, fulfilled] }, { allOf: [{ not: condition }, otherwise] }];
  return withPart(rest, { anyOf });
}

/** `contains` where it evaluates nothing: what it would have evaluated is said where it counts. */
function withoutContains(schema: JsonObject): JsonObject {
  if (schema.contains === undefined) return schema;
  const { contains, minContains, maxContains, ...rest } = schema;
  const bounds = {
    ...(minContains === undefined ? {} : { minContains }),
    ...(maxContains === undefined ? {} : { maxContains }),
  };
  return withPart(rest, { not: { not: { contains, ...bounds } } });
}

function withPart(schema: JsonObject, part: JsonObject): JsonObject {
  return { ...schema, allOf: [...(Array.isArray(schema.allOf) ? schema.allOf : []), part] };
}

/** The schemas of every `contains` that judges the same value as a schema. */
function containedIn(from: JsonObject, root: JsonObject, dialect: Dialect): readonly JsonValue[] {
  const found: JsonValue[] = [];
  const seen = new Set<JsonValue>();
  const stack: JsonValue[] = [from];
  for (let schema = stack.pop(); schema !== undefined; schema = stack.pop()) {
    if (!isJsonObject(schema) || seen.has(schema)) continue;
    seen.add(schema);
    if (schema.contains !== undefined) found.push(schema.contains);
    if (typeof schema.$ref === 'string') stack.push(definition(schema.$ref, root));
    for (const sub of subschemasOf(schema)) if (isInPlace(dialect, sub.keyword)) stack.push(sub.schema);
  }
  return found;
}

function definition(reference: string, { definitions }: JsonObject): JsonValue {
  return (isJsonObject(definitions) ? definitions[reference.replace('#/definitions/', '')] : undefined) ?? true;
}

/** A property named `__proto__` as one that a pattern names. */
function namedByPattern(schema: JsonObject): JsonObject {
  const { properties, patternProperties } = schema;
  if (!isJsonObject(properties) || !Object.hasOwn(properties, '__proto__')) return schema;
  const others = Object.entries(properties).filter(([name]) => name !== '__proto__');
  const [own = true] = Object.entries(properties).flatMap(([name, value]) => (name === '__proto__' ? [value] : []));
  const patterns = isJsonObject(patternProperties) ? patternProperties : {};
  const known = patterns['^__proto__$'];
  const named = known === undefined ? own : { allOf: [known, own] };
  return {
    ...schema,
    properties: Object.fromEntries(others),
    patternProperties: { ...patterns, '^__proto__$': named },
  };
}
