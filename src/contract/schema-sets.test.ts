import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../model/json/canonical.ts';
import type { JsonObject, JsonValue } from '../model/json/value.ts';
import { canonicalSchema, plainSchemas } from './schema-sets.ts';

describe('canonicalSchema', () => {
  it.each([
    ['names that are required', { required: ['b', 'a', 'b'] }, { required: ['a', 'b'] }],
    ['types', { type: ['string', 'null'] }, { type: ['null', 'string'] }],
    ['values of an enum, whatever they are', { enum: ['b', 2, 'a', null, 10, 'b'] }, { enum: ['a', 'b', 10, 2, null] }],
    ['names that depend on a name', { dependentRequired: { x: ['b', 'a'] } }, { dependentRequired: { x: ['a', 'b'] } }],
    [
      'draft 07 dependencies',
      { dependencies: { x: ['b', 'a'], y: { required: ['d', 'c'] } } },
      { dependencies: { x: ['a', 'b'], y: { required: ['c', 'd'] } } },
    ],
    [
      'sets in schemas within',
      { items: { anyOf: [{ required: ['b', 'a'] }] } },
      { items: { anyOf: [{ required: ['a', 'b'] }] } },
    ],
    ['sets in named schemas', { $defs: { type: { enum: [2, 1] } } }, { $defs: { type: { enum: [1, 2] } } }],
    [
      'sets in list forms',
      { items: [{ enum: [2, 1] }], prefixItems: [{ enum: [4, 3] }] },
      { items: [{ enum: [1, 2] }], prefixItems: [{ enum: [3, 4] }] },
    ],
  ])('sorts %s', (_, schema, expected) => {
    expect(canonicalSchema(schema)).toEqual(expected);
  });

  it('sorts sets of whatever values by their canonical text, each once', () => {
    const word = fc.stringMatching(/^[ !"#$A-Za-c[\\\]_~\u007fé\n-]{0,3}$/);
    const item = fc.oneof(word, word, word, fc.integer(), fc.constant(null), fc.constant([{ b: 1, a: 'x' }]));
    fc.assert(
      fc.property(fc.oneof(fc.array(word, { maxLength: 5 }), fc.array(item, { maxLength: 5 })), (items) => {
        const texts = [...new Set(items.map(canonicalJson))].sort();
        expect(JSON.stringify(canonicalSchema({ enum: items }))).toBe(`{"enum":[${texts.join(',')}]}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the order of lists that are read in order', () => {
    const schema = { oneOf: [{ const: 2 }, { const: 1 }], prefixItems: [true, false], examples: [2, 1] };
    expect(canonicalSchema(schema)).toEqual(schema);
  });

  it('takes a property for a property, whatever its name', () => {
    const schema = {
      properties: {
        required: { enum: [2, 1] },
        enum: { type: 'array' },
        properties: { properties: { type: { required: ['b', 'a'] } } },
      },
    };
    expect(canonicalSchema(schema)).toEqual({
      properties: {
        required: { enum: [1, 2] },
        enum: { type: 'array' },
        properties: { properties: { type: { required: ['a', 'b'] } } },
      },
    });
  });

  it('does not touch data', () => {
    const schema = { const: { required: ['b', 'a'] }, default: { enum: [2, 1] }, examples: [{ type: ['b', 'a'] }] };
    expect(canonicalSchema(schema)).toEqual(schema);
  });

  it('writes the members of every object by their names, and no list of data otherwise', () => {
    const schema = {
      type: 'object',
      default: { b: [{ d: 1, c: 2 }, 1], a: 1 },
      enum: [{ b: 1, a: 2 }],
      'x-more': { b: { d: 1, c: 2 }, a: 1 },
      $defs: { b: { const: { b: 1, a: 1 } }, a: true },
    };
    expect(JSON.stringify(canonicalSchema(schema))).toBe(
      '{"$defs":{"a":true,"b":{"const":{"a":1,"b":1}}},"default":{"a":1,"b":[{"c":2,"d":1},1]},"enum":[{"a":2,"b":1}],"type":"object","x-more":{"a":1,"b":{"c":2,"d":1}}}',
    );
  });

  it('drops comments, but no property of that name', () => {
    expect(canonicalSchema({ $comment: 'x', properties: { $comment: { $comment: 'y', type: 'string' } } })).toEqual({
      properties: { $comment: { type: 'string' } },
    });
  });

  it('leaves what is no schema where one should be for others to judge', () => {
    expect(canonicalSchema(true)).toBe(true);
    expect(canonicalSchema({ required: 'a', enum: 1, properties: [1], items: 3 })).toEqual({
      required: 'a',
      enum: 1,
      properties: [1],
      items: 3,
    });
  });
});

describe('plainSchemas', () => {
  const isPlain = (schema: JsonObject): boolean => {
    const made = canonicalSchema(schema);
    return typeof made === 'object' && plainSchemas.has(made);
  };

  it('has a schema of ordinary names and values, in whatever order it was written', () => {
    expect(isPlain({ type: 'object', required: ['b', 'a'], properties: { b: { enum: [2, 1] }, a: true } })).toBe(true);
  });

  it.each<[string, JsonObject]>([
    ['a name that JavaScript sorts as a number', { properties: { 10: true, 9: true } }],
    ['such a name in data', { default: [{ 1: 'a' }] }],
    ['a name that sets a prototype', { properties: JSON.parse('{"__proto__":true}') }],
    ['a name of a method that is called', { const: { toJSON: 1 } }],
    ['half of a character', { title: '\ud800' }],
    ['half of a character in a set', { type: ['\ud800'] }],
  ])('has none with %s', (_, schema) => {
    expect(isPlain(schema)).toBe(false);
  });

  it('has only what JSON.stringify writes as RFC 8785 does', () => {
    const name = fc.oneof(
      fc.constantFrom('type', 'enum', 'required', 'properties', '$defs', 'items', 'anyOf', 'default', 'b', 'a'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
      fc.nat(20).map(String),
    );
    const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string({ unit: 'binary', maxLength: 3 })),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(name, tie('value'), { maxKeys: 4 }),
      ),
    }));
    let plain = 0;
    fc.assert(
      fc.property(fc.dictionary(name, value, { maxKeys: 4 }), (schema) => {
        if (!isPlain(schema)) return;
        plain += 1;
        expect(JSON.stringify(canonicalSchema(schema))).toBe(canonicalJson(canonicalSchema(schema)));
      }),
    );
    expect(plain).toBeGreaterThan(0);
  });
});
