// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../model/json/value.ts';
import { isSubset } from './subset.ts';

type Expected = 'safe' | 'break';

/** [what, narrower, wider]: narrower ⊆ wider holds, the other way round does not. */
const NARROWER: readonly (readonly [string, JsonValue, JsonValue])[] = [
  ['type', { type: 'string' }, { type: ['string', 'null'] }],
  ['integer', { type: 'integer' }, { type: 'number' }],
  ['nothing', false, { type: 'null' }],
  ['anything', { minLength: 1 }, true],
  ['enum', { enum: [1, 2] }, { enum: [1, 2, 3] }],
  ['enum in type', { enum: ['a', 'b'] }, { type: 'string' }],
  ['const in enum', { const: { a: [1] } }, { enum: [{ a: [1] }, 2] }],
  ['enum split over alternatives', { enum: ['a', 1] }, { anyOf: [{ type: 'string' }, { minimum: 1 }] }],
  ['minimum', { type: 'number', minimum: 2 }, { type: 'number', minimum: 1 }],
  ['exclusive bound', { exclusiveMinimum: 1 }, { minimum: 1 }],
  ['exclusive maximum', { exclusiveMaximum: 1 }, { maximum: 1 }],
  ['effective bound', { minimum: 1, exclusiveMinimum: 3 }, { minimum: 2 }],
  ['integers round bounds', { type: 'integer', minimum: 2 }, { type: 'integer', exclusiveMinimum: 0.5 }],
  ['multipleOf', { multipleOf: 6 }, { multipleOf: 3 }],
  ['decimal multipleOf', { multipleOf: 0.3 }, { multipleOf: 0.1 }],
  ['multiples meet', { allOf: [{ multipleOf: 4 }, { multipleOf: 6 }] }, { multipleOf: 6 }],
  ['minLength', { minLength: 2 }, { minLength: 1 }],
  ['maxLength', { maxLength: 1 }, { maxLength: 2 }],
  ['pattern', { pattern: '^a' }, { pattern: 'a' }],
  ['pattern and length', { type: 'string', pattern: '^[ab]{2,3}$' }, { type: 'string', minLength: 2 }],
  ['items', { items: { type: 'integer' } }, { items: { type: 'number' } }],
  ['closed tuple', { prefixItems: [true], items: false }, { prefixItems: [true, { type: 'string' }] }],
  [
    'position under the rest',
    { prefixItems: [{ type: 'integer' }] },
    { prefixItems: [{ type: 'number' }], items: true },
  ],
  ['minItems', { minItems: 2 }, { minItems: 1 }],
  ['maxItems', { maxItems: 1 }, { maxItems: 2 }],
  ['uniqueItems', { uniqueItems: true }, { uniqueItems: false }],
  ['one item is unique', { maxItems: 1 }, { uniqueItems: true }],
  ['contains', { contains: { const: 1 } }, { contains: { type: 'integer' } }],
  ['minContains', { contains: { type: 'null' }, minContains: 3 }, { contains: { type: 'null' }, minContains: 2 }],
  ['maxContains', { contains: true, maxContains: 2 }, { contains: true, maxContains: 3 }],
  ['properties', { properties: { a: { const: 1 } } }, { properties: { a: { type: 'number' } } }],
  ['declared property', { properties: { a: { type: 'string' } } }, {}],
  ['required', { required: ['a', 'b'] }, { required: ['b'] }],
  ['required of undeclared', { properties: { a: true }, required: ['b'] }, { properties: { a: true } }],
  ['additionalProperties', { additionalProperties: false }, { additionalProperties: { type: 'string' } }],
  [
    'declared under additional',
    { properties: { a: { const: 'x' } }, additionalProperties: false },
    { additionalProperties: { type: 'string' } },
  ],
  [
    'patternProperties',
    { patternProperties: { '^a': { const: 1 } } },
    { patternProperties: { '^ab': { type: 'integer' } } },
  ],
  ['minProperties', { required: ['a', 'b'] }, { minProperties: 2 }],
  [
    'maxProperties',
    { type: 'object', properties: { a: true }, additionalProperties: false },
    { type: 'object', maxProperties: 1 },
  ],
  ['propertyNames', { propertyNames: { minLength: 3 } }, { propertyNames: { minLength: 2 } }],
  ['propertyNames close', { propertyNames: { enum: ['a'] } }, { maxProperties: 1 }],
  ['dependentRequired', { required: ['b'] }, { dependentRequired: { a: ['b'] } }],
  ['dependentSchemas', { maxProperties: 1 }, { dependentSchemas: { a: { maxProperties: 2 } } }],
  ['allOf', { allOf: [{ minimum: 1 }, { maximum: 3 }] }, { minimum: 1 }],
  ['anyOf', { anyOf: [{ const: 1 }, { const: 2 }] }, { anyOf: [{ const: 3 }, { const: 2 }, { const: 1 }] }],
  ['union of intervals', { minimum: 0, maximum: 4 }, { anyOf: [{ maximum: 2 }, { minimum: 2 }, { type: 'string' }] }],
  ['oneOf of disjoint', { type: 'integer' }, { oneOf: [{ type: 'number' }, { type: 'string' }] }],
  ['oneOf in anyOf', { oneOf: [{ minimum: 1 }, { maximum: 2 }] }, { anyOf: [{ minimum: 1 }, { maximum: 2 }] }],
  ['not', { not: { type: 'number' } }, { not: { type: 'integer' } }],
  ['not of bounds', { type: 'number', minimum: 6 }, { not: { maximum: 5, type: 'number' } }],
  [
    'conditional',
    { if: { minimum: 0 }, then: { maximum: 5 }, type: 'number' },
    { if: { minimum: 0 }, then: { maximum: 6 } },
  ],
  ['unevaluatedProperties', { properties: { a: true }, unevaluatedProperties: false }, { additionalProperties: true }],
  [
    'unevaluatedProperties over branches',
    { type: 'object', anyOf: [{ properties: { a: true } }, { properties: { b: true } }], unevaluatedProperties: false },
    { propertyNames: { enum: ['a', 'b'] } },
  ],
];

function verdict(a: JsonValue, b: JsonValue): string {
  return isSubset(a, b).verdict;
}

describe('a narrower schema is inside a wider one, and not the other way round', () => {
  it.each(NARROWER)('%s', (_, narrower, wider) => {
    expect(verdict(narrower, wider)).toBe('safe');
    expect(verdict(wider, narrower)).toBe('break');
  });
});

/** [what, a, b]: the same set, written in two ways. */
const EQUAL: readonly (readonly [string, JsonValue, JsonValue])[] = [
  ['const is an enumeration of one', { const: 'a' }, { enum: ['a'] }],
  ['{} is true', {}, true],
  ['not {} is false', { not: {} }, false],
  ['nullable by type', { type: ['string', 'null'] }, { anyOf: [{ type: 'string' }, { type: 'null' }] }],
  ['nullable by oneOf', { type: ['string', 'null'] }, { oneOf: [{ type: 'null' }, { type: 'string' }] }],
  ['nullable by keyword', { type: ['string', 'null'] }, { type: 'string', nullable: true }],
  ['integer by multipleOf', { type: 'integer' }, { type: 'number', multipleOf: 1 }],
  ['allOf of one', { allOf: [{ type: 'string' }] }, { type: 'string' }],
  ['allOf merged', { allOf: [{ minLength: 1 }, { minLength: 3 }] }, { minLength: 3 }],
  ['booleans', { enum: [true, false] }, { type: 'boolean' }],
  ['order of alternatives', { anyOf: [{ const: 1 }, { const: 2 }] }, { anyOf: [{ const: 2 }, { const: 1 }] }],
  ['reference', { $ref: '#/$defs/a', $defs: { a: { type: 'string' } } }, { type: 'string' }],
  ['anchor', { $ref: '#a', $defs: { x: { $anchor: 'a', type: 'string' } } }, { type: 'string' }],
  [
    'dynamic reference to one place',
    { $dynamicRef: '#a', $defs: { x: { $dynamicAnchor: 'a', type: 'string' } } },
    { type: 'string' },
  ],
  ['embedded resource', { $ref: 'item', $defs: { x: { $id: 'item', type: 'string' } } }, { type: 'string' }],
  ['contains true', { type: 'array', contains: true }, { type: 'array', minItems: 1 }],
  ['items no longer than their tuple', { prefixItems: [true, false] }, { maxItems: 1 }],
  ['unevaluatedItems', { prefixItems: [true], unevaluatedItems: false }, { maxItems: 1 }],
  ['minContains 0', { contains: { const: 1 }, minContains: 0 }, {}],
  ['false property', { properties: { a: false } }, { not: { type: 'object', required: ['a'] } }],
  ['impossible required', { type: 'object', properties: { a: false }, required: ['a'] }, false],
  [
    'dependentRequired as condition',
    { dependentRequired: { a: ['b'] } },
    { dependentSchemas: { a: { required: ['b'] } } },
  ],
  ['if without then', { if: { const: 1 } }, {}],
  [
    'de Morgan',
    { not: { anyOf: [{ minimum: 5 }, { type: 'string' }] } },
    { allOf: [{ not: { minimum: 5 } }, { not: { type: 'string' } }] },
  ],
  [
    'negated conjunction',
    { not: { allOf: [{ type: 'number' }, { minimum: 5 }] } },
    { anyOf: [{ not: { type: 'number' } }, { exclusiveMaximum: 5, type: 'number' }] },
  ],
  [
    'unevaluated after allOf',
    { allOf: [{ properties: { a: true } }], unevaluatedProperties: false },
    { properties: { a: true }, additionalProperties: false },
  ],
];

describe('two ways to write the same set are inside each other', () => {
  it.each(EQUAL)('%s', (_, a, b) => {
    expect([verdict(a, b), verdict(b, a)]).toEqual(['safe', 'safe']);
  });
});

const LIST = {
  type: 'object',
  properties: { next: { $ref: '#' }, value: { type: 'integer' } },
  additionalProperties: false,
};
const UNROLLED = {
  type: 'object',
  properties: { next: { $ref: '#/$defs/node' }, value: { type: 'integer' } },
  additionalProperties: false,
  $defs: {
    node: {
      type: 'object',
      properties: { next: { $ref: '#' }, value: { type: 'integer' } },
      additionalProperties: false,
    },
  },
};

describe('recursion', () => {
  it('proves equal recursive schemas that are unrolled differently', () => {
    expect([verdict(LIST, UNROLLED), verdict(UNROLLED, LIST)]).toEqual(['safe', 'safe']);
  });

  it('finds a difference at any depth', () => {
    const wider = { ...LIST, properties: { next: { $ref: '#' }, value: { type: 'number' } } };
    expect([verdict(LIST, wider), verdict(wider, LIST)]).toEqual(['safe', 'break']);
  });

  it('never takes an assumption for a proof', () => {
    // The left list ends with a string somewhere, the right one never does: the difference is only seen outside of the loop.
    const left = {
      $ref: '#/$defs/n',
      $defs: { n: { anyOf: [{ type: 'array', items: { $ref: '#/$defs/n' } }, { type: 'string' }] } },
    };
    const right = {
      $ref: '#/$defs/n',
      $defs: { n: { anyOf: [{ type: 'array', items: { $ref: '#/$defs/n' } }, { type: 'null' }] } },
    };
    expect([verdict(left, right), verdict(right, left)]).toEqual(['break', 'break']);
  });

  it('knows that a recursion without an end has no values', () => {
    const endless = { type: 'object', required: ['next'], properties: { next: { $ref: '#' } } };
    expect(verdict(endless, false)).toBe('safe');
    expect(verdict({ type: 'array', minItems: 1, items: { $ref: '#' } }, { type: 'string' })).toBe('safe');
  });

  it('compares mutual recursion', () => {
    const even = {
      $ref: '#/$defs/even',
      $defs: {
        even: {
          anyOf: [{ type: 'null' }, { type: 'array', minItems: 1, maxItems: 1, items: { $ref: '#/$defs/odd' } }],
        },
        odd: { type: 'array', minItems: 1, maxItems: 1, items: { $ref: '#/$defs/even' } },
      },
    };
    const any = {
      $ref: '#/$defs/n',
      $defs: { n: { anyOf: [{ type: 'null' }, { type: 'array', maxItems: 1, items: { $ref: '#/$defs/n' } }] } },
    };
    expect([verdict(even, any), verdict(any, even)]).toEqual(['safe', 'break']);
  });
});

describe('dialects', () => {
  const d7 = 'http://json-schema.org/draft-07/schema#';
  const d4 = 'http://json-schema.org/draft-04/schema#';
  it.each<[string, JsonValue, JsonValue, Expected]>([
    [
      'a reference hides its siblings in draft-07',
      { $schema: d7, $ref: '#/definitions/a', minLength: 9, definitions: { a: {} } },
      { $schema: d7 },
      'safe',
    ],
    [
      '… so that they do not narrow',
      { $schema: d7 },
      { $schema: d7, $ref: '#/definitions/a', minLength: 9, definitions: { a: {} } },
      'safe',
    ],
    ['… but in 2020-12 they do', {}, { $ref: '#/$defs/a', minLength: 9, $defs: { a: {} } }, 'break'],
    [
      'boolean bounds of draft-04',
      { $schema: d4, minimum: 1, exclusiveMinimum: true },
      { $schema: d7, exclusiveMinimum: 1 },
      'safe',
    ],
    ['… and back', { $schema: d7, minimum: 1 }, { $schema: d4, minimum: 1, exclusiveMinimum: true }, 'break'],
    ['const is no keyword in draft-04', { $schema: d4 }, { $schema: d4, const: 1 }, 'safe'],
    [
      'tuples across dialects',
      { $schema: d7, items: [{ type: 'string' }], additionalItems: false },
      { prefixItems: [{ type: 'string' }], items: false },
      'safe',
    ],
    [
      'minContains is unknown to draft-07',
      { $schema: d7, contains: true },
      { $schema: d7, contains: true, minContains: 2 },
      'safe',
    ],
    ['dependencies', { $schema: d7, dependencies: { a: ['b'] } }, { dependentRequired: { a: ['b'] } }, 'safe'],
  ])('%s', (_, a, b, expected) => {
    expect(verdict(a, b)).toBe(expected);
  });
});

describe('formats', () => {
  it('annotate unless told otherwise', () => {
    expect(verdict({ type: 'string' }, { type: 'string', format: 'date' })).toBe('safe');
    const asserted = isSubset({ type: 'string' }, { type: 'string', format: 'date' }, { formatAssertion: true });
    expect(asserted).toMatchObject({ verdict: 'break', witness: { rejection: { keyword: 'format' } } });
  });

  it('are equal only to themselves', () => {
    const date = { type: 'string', format: 'date' };
    expect(isSubset({ ...date, minLength: 2 }, date, { formatAssertion: true }).verdict).toBe('safe');
    const other = isSubset(date, { type: 'string', format: 'time' }, { formatAssertion: true });
    expect(other).toMatchObject({ verdict: 'break', witness: { instance: '2020-02-29' } });
  });

  it('bound numbers where OpenAPI says so', () => {
    const int32 = { type: 'integer', format: 'int32' };
    expect(isSubset(int32, { minimum: -(2 ** 31) }, { formatAssertion: true }).verdict).toBe('safe');
  });
});
