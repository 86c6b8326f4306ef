import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../model/json/value.ts';
import { standalone } from './standalone.ts';

const DRAFT_04 = 'http://json-schema.org/draft-04/schema#';
const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';

/** The written code needs nothing but two functions, so a function body is enough to run it. */
function validator(schema: JsonValue): (value: unknown) => boolean {
  const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const length = (text: string): number => [...text].length;
  return new Function('equal', 'ucs2length', standalone(schema))(equal, length);
}

const CASES: readonly [name: string, schema: JsonValue, valid: readonly unknown[], invalid: readonly unknown[]][] = [
  [
    'a property that every object inherits is absent where it is not written',
    { type: 'object', properties: { constructor: { type: 'string' }, toString: { type: 'number' } } },
    [{}, { constructor: 'c' }],
    [{ constructor: 1 }, { toString: 't' }],
  ],
  [
    'a required property is not found in what every object inherits',
    { type: 'object', required: ['toString'], dependentRequired: { valueOf: ['a'] } },
    [{ toString: 1 }],
    [{}, { toString: 1, valueOf: 1 }],
  ],
  [
    "draft 4's bounds and identifiers",
    {
      $schema: DRAFT_04,
      id: 'https://hub.example/a.json#',
      properties: { n: { minimum: 0, exclusiveMinimum: true }, t: { $ref: '#text' } },
      definitions: { t: { id: '#text', type: 'string' } },
    },
    [{ n: 1, t: '' }],
    [{ n: 0 }, { t: 1 }],
  ],
  [
    'a schema within the schema, by its identifier',
    {
      $id: 'https://hub.example/price.json',
      $defs: { money: { $id: 'money.json', $ref: '#/$defs/cents', $defs: { cents: { type: 'integer' } } } },
      properties: { price: { $ref: 'money.json' } },
    },
    [{ price: 1 }],
    [{ price: 1.5 }],
  ],
  [
    'what stands beside a reference says nothing in draft 7',
    { $schema: DRAFT_07, properties: { a: { $ref: '#/definitions/a', maxLength: 1 } }, definitions: { a: {} } },
    [{ a: 'long' }],
    [],
  ],
  ['a pattern that has no meaning with the flag u', { pattern: '^a\\-b$' }, ['a-b'], ['ab']],
  ['a pattern of the flag u', { pattern: '^\\p{L}$' }, ['é'], ['1']],
  ['annotations of any type', { type: 'string', deprecated: 'use b', examples: 5, title: 7 }, [''], [1]],
  ['nullable that no type is widened by', { nullable: true, enum: ['x'] }, ['x'], ['y']],
  ['a dialect that nobody knows', { $schema: 'https://hub.example/meta', type: 'string' }, [''], [1]],
  ['an enumeration of nothing', { properties: { a: { enum: [] } } }, [{}], [{ a: 1 }]],
];

describe('standalone', () => {
  it.each(CASES)('%s', (_, schema, valid, invalid) => {
    const accepts = validator(schema);
    expect(valid.filter((value) => !accepts(value))).toEqual([]);
    expect(invalid.filter((value) => accepts(value))).toEqual([]);
  });

  it.each<[JsonValue, string]>([
    [{ $ref: '#' }, 'refers to itself without entering a part of the value'],
    [
      { properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } },
      '/$defs/a refers to itself',
    ],
    [{ properties: { a: { type: 'objct' } } }, '/properties/a/type type names the unknown type "objct"'],
    [{ pattern: '(' }, '/pattern pattern holds "(", which is no regular expression'],
  ])('refuses %j, in words', (schema, message) => {
    expect(() => standalone(schema)).toThrowError(message);
  });
});
