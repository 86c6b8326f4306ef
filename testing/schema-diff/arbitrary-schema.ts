import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/model/json/value.ts';

/** Small vocabularies make the two schemas of a pair meet often. */
const NAMES = ['a', 'b', 'c', 'aa', 'ab'];
const PATTERNS = ['^a', 'b$', '^[ab]+$', 'a|b', '^.{2}$', '[^a]', '^(ab)*$', '^a?b?$', '\\d'];
const SCALARS: readonly JsonValue[] = [null, true, false, 0, 1, 2, -1, 0.5, 3, '', 'a', 'b', 'ab', 'ba', 'aab'];
const TYPES = ['null', 'boolean', 'number', 'integer', 'string', 'array', 'object'];

/** Plain objects, as a parser makes them. */
function dictionary<T>(
  keys: fc.Arbitrary<string>,
  values: fc.Arbitrary<T>,
  size: { minKeys?: number; maxKeys: number },
): fc.Arbitrary<Record<string, T>> {
  return fc.dictionary(keys, values, { ...size, noNullPrototype: true });
}

const name = fc.constantFrom(...NAMES);
const pattern = fc.constantFrom(...PATTERNS);
const scalar = fc.constantFrom(...SCALARS);
const count = fc.integer({ min: 0, max: 3 });
const bound = fc.constantFrom(-2, -1, 0, 0.5, 1, 2, 3, 4);
const value: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  { weight: 1, arbitrary: dictionary(name, scalar, { maxKeys: 2 }) },
);

/** Keyword by keyword: each may be there or not. */
function keywords(schema: fc.Arbitrary<JsonValue>): Record<string, fc.Arbitrary<JsonValue>> {
  const list = fc.array(schema, { minLength: 1, maxLength: 3 });
  // Recursion leads into a part of the value; in place it would mean nothing.
  const part = fc.oneof(
    { weight: 6, arbitrary: schema },
    { weight: 1, arbitrary: fc.constantFrom<JsonValue>({ $ref: '#' }, { $ref: '#/$defs/two' }) },
  );
  return {
    type: fc.oneof(
      fc.constantFrom(...TYPES),
      fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 3 }),
    ),
    enum: fc.array(value, { minLength: 1, maxLength: 4 }),
    const: value,
    minimum: bound,
    maximum: bound,
    exclusiveMinimum: bound,
    exclusiveMaximum: bound,
    multipleOf: fc.constantFrom(1, 2, 3, 0.5),
    minLength: count,
    maxLength: count,
    pattern,
    prefixItems: fc.array(part, { minLength: 1, maxLength: 3 }),
    items: part,
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    contains: part,
    minContains: count,
    maxContains: count,
    properties: dictionary(name, part, { minKeys: 1, maxKeys: 3 }),
    patternProperties: dictionary(pattern, part, { minKeys: 1, maxKeys: 2 }),
    additionalProperties: part,
    unevaluatedProperties: schema,
    required: fc.uniqueArray(name, { maxLength: 3 }),
    minProperties: count,
    maxProperties: count,
    propertyNames: schema,
    dependentRequired: dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), { minKeys: 1, maxKeys: 2 }),
    dependentSchemas: dictionary(name, schema, { minKeys: 1, maxKeys: 2 }),
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: schema,
    if: schema,
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: schema,
    else: schema,
    $ref: fc.constant('#/$defs/one'),
  };
}

/** Keywords that leave few values: not in every schema. */
const RARE = new Set(['$ref', 'enum', 'const', 'not', 'oneOf', 'propertyNames', 'unevaluatedProperties', 'if']);

const arbitraryObject: fc.Arbitrary<JsonObject> = fc.letrec<{ schema: JsonValue; object: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'schema' },
    { weight: 1, arbitrary: fc.boolean() },
    { weight: 3, arbitrary: fc.record({ type: fc.constantFrom(...TYPES) }) },
    { weight: 2, arbitrary: fc.record({ enum: fc.array(value, { minLength: 1, maxLength: 4 }) }) },
    { weight: 6, arbitrary: tie('object') },
  ),
  object: fc
    .uniqueArray(fc.constantFrom(...Object.keys(keywords(tie('schema')))), { minLength: 1, maxLength: 6 })
    .chain((names) => {
      const all = keywords(tie('schema'));
      const chosen = names.filter((one, i) => !RARE.has(one) || i % 2 === 0);
      const members = chosen.map((one) => [one, all[one] ?? fc.constant(true)] as const);
      return fc.record(Object.fromEntries(members), { noNullPrototype: true });
    }),
})).object;

const DEFINITIONS = fc.record({
  one: fc.constantFrom<JsonValue>(true, { type: 'string' }, { minimum: 1 }),
  two: fc.constantFrom<JsonValue>(
    { type: 'number' },
    { items: { $ref: '#/$defs/two' } },
    { minItems: 1, items: { $ref: '#' } },
  ),
});

/** Random schemas of draft 2020-12, recursive ones included. */
export const arbitrarySchema: fc.Arbitrary<JsonObject> = fc
  .tuple(arbitraryObject, DEFINITIONS)
  .map(([root, $defs]) => ({ ...root, $defs }));

/** Two schemas of which the second is often a small change of the first. */
export const arbitraryPair: fc.Arbitrary<readonly [JsonObject, JsonObject]> = fc
  .tuple(arbitrarySchema, arbitraryObject, fc.constantFrom('other', 'both', 'more', 'less', 'either'))
  .map(([a, other, how]) => {
    const { $defs, ...root } = a;
    const b = { ...other, $defs: $defs ?? {} };
    switch (how) {
      case 'both':
        return [{ allOf: [root, other], $defs: $defs ?? {} }, a];
      case 'more':
        return [{ ...a, ...other }, a];
      case 'less':
        return [a, { ...a, ...other }];
      case 'either':
        return [a, { anyOf: [other, root], $defs: $defs ?? {} }];
      default:
        return [a, b];
    }
  });
