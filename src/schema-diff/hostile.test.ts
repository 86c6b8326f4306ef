import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../model/json/value.ts';
import { compareSchemas, type SchemaComparison } from './compare.ts';
import type { CompareOptions } from './options.ts';

/** The comparison, and a demand that it ends in bounded time however loaded the machine is. */
function bounded(a: JsonValue, b: JsonValue, options: CompareOptions = {}): SchemaComparison {
  const before = process.cpuUsage().user;
  const result = compareSchemas(a, b, options);
  expect((process.cpuUsage().user - before) / 1000).toBeLessThan(4_000);
  return result;
}

const verdicts = ({ baselineInCurrent: there, currentInBaseline: back }: SchemaComparison): string =>
  `${there.verdict} ${back.verdict}`;

function nested(depth: number, leaf: JsonValue, wrap: (inner: JsonValue) => JsonValue): JsonValue {
  let schema = leaf;
  for (let i = 0; i < depth; i += 1) schema = wrap(schema);
  return schema;
}

const S = { type: 'string' };
const N = { type: 'number' };
const member = (inner: JsonValue): JsonValue => ({ properties: { a: inner } });
const union = (count: number, value: JsonValue): JsonValue => ({
  oneOf: Array.from({ length: count }, (_, i) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: `k${i}` }, value },
  })),
});
const listed = (count: number, from = 0): JsonValue => ({
  enum: Array.from({ length: count }, (_, i) => `v${i + from}`),
});

/** Definitions that each refer to the next one twice: exponential unless answers are shared. */
function doubling(count: number, leaf: JsonValue, twice: (next: JsonValue) => JsonValue): JsonValue {
  const definitions = Array.from({ length: count }, (_, i) => [
    `d${i}`,
    i === count - 1 ? leaf : twice({ $ref: `#/$defs/d${i + 1}` }),
  ]);
  return { $ref: '#/$defs/d0', $defs: Object.fromEntries(definitions) };
}

describe('hostile schemas', () => {
  it.each<[string, (inner: JsonValue) => JsonValue]>([
    ['properties', member],
    ['items', (inner) => ({ items: inner })],
    ['not', (inner) => ({ not: inner })],
    ['anyOf', (inner) => ({ anyOf: [inner, { type: 'null' }] })],
    ['allOf', (inner) => ({ allOf: [inner, { minLength: 1 }] })],
  ])('nested 995 deep in %s', (_, wrap) => {
    const a = nested(995, S, wrap);
    const retitled = nested(995, { ...S, title: 'x' }, wrap);
    expect(verdicts(bounded(a, retitled))).toBe('safe safe');
    expect(verdicts(bounded(a, nested(995, N, wrap)))).toMatch(/^(undecided|safe|break) (undecided|safe|break)$/);
  });

  it('nested 100 deep is decided', () => {
    expect(verdicts(bounded(nested(100, S, member), nested(100, N, member)))).toBe('break break');
  });

  it('nested deeper than what is read', () => {
    const { faults } = bounded(nested(1_200, S, member), S);
    expect(faults).toMatchObject([{ side: 'baseline', code: 'too-deep' }]);
  });

  it('a chain of 3000 references', () => {
    const definitions = Array.from({ length: 3_000 }, (_, i) => [
      `d${i}`,
      i === 2_999 ? S : member({ $ref: `#/$defs/d${i + 1}` }),
    ]);
    bounded({ $ref: '#/$defs/d0', $defs: Object.fromEntries(definitions) }, { type: 'object' });
  });

  it('doubling members', () => {
    const twice = (next: JsonValue): JsonValue => ({
      oneOf: [{ properties: { a: next } }, { properties: { b: next } }],
    });
    const result = bounded(doubling(20, S, twice), doubling(20, N, twice));
    expect(verdicts(result)).not.toContain('safe');
  });

  it('doubling in place is not run through Ajv, which would take for ever', () => {
    const twice = (next: JsonValue): JsonValue => ({ oneOf: [next, { allOf: [next], minLength: 1 }] });
    const { baselineInCurrent } = bounded(doubling(30, S, twice), doubling(30, N, twice));
    expect(baselineInCurrent.verdict).not.toBe('safe');
  });

  it('long enumerations', () => {
    expect(verdicts(bounded(listed(50_000), listed(50_000, 1)))).toBe('break break');
    expect(verdicts(bounded(listed(50_000), { pattern: '^v[0-9]+$' }))).toBe('safe break');
    expect(verdicts(bounded({ type: 'string', pattern: '^v[0-9]{1,4}$' }, listed(5_000)))).toMatch(/^break/);
  });

  it('a hundred discriminated alternatives', () => {
    expect(verdicts(bounded(union(100, { type: 'integer' }), union(100, N)))).toBe('safe break');
  });

  it('alternatives that overlap', () => {
    const overlapping = (count: number): JsonValue => ({
      oneOf: Array.from({ length: count }, (_, i) => ({ required: [`k${i}`], properties: { [`k${i}`]: S } })),
    });
    expect(verdicts(bounded(overlapping(40), overlapping(41)))).not.toMatch(/^safe/);
  });

  it.each([
    ['^(a+)+$', '^(a|aa)+$', 'safe safe'],
    ['^(a|a)*b$', '^(([a-z])+.)+[A-Z]([a-z])+$', 'break break'],
    ['^(?=(a+)+$).*$', '^(?!(a+)+$).*$', 'break break'],
    ['(a|b)*a(a|b){20}', '(a|b)*b(a|b){20}', 'undecided undecided'],
    ['^((a{0,50}){0,50}){0,50}$', '^a*$', 'undecided undecided'],
    ['^([a-z]+)*\\1$', '^x', 'break break'],
  ])('pattern %s against %s', (a, b, expected) => {
    const result = verdicts(bounded({ type: 'string', pattern: a }, { type: 'string', pattern: b }));
    if (expected.includes('undecided')) expect(result).not.toContain('safe');
    else expect(result).toBe(expected);
  });

  it.each<[string, JsonValue, JsonValue, string]>([
    ['beyond 2^53', { maximum: 9007199254740992 }, { maximum: 9007199254740991 }, 'break safe'],
    [
      'near the largest double',
      { type: 'integer', minimum: 1e308 },
      { type: 'integer', minimum: 1.1e308 },
      'break safe',
    ],
    // Half, twice and the next grid point of these bounds are no doubles any more.
    [
      'above the largest power of ten',
      { type: 'integer', exclusiveMinimum: 1e308 },
      { type: 'integer', exclusiveMinimum: 1.7e308 },
      'break safe',
    ],
    [
      'the largest double alone, excluded',
      { type: 'number', minimum: 1.7976931348623157e308, not: { enum: [1.7976931348623157e308] } },
      { type: 'string' },
      'undecided break',
    ],
    [
      'a grid with one point in reach, excluded',
      { type: 'number', minimum: 1e308, multipleOf: 1e308, not: { enum: [1e308] } },
      { type: 'string' },
      'undecided break',
    ],
    [
      'steps whose common multiple is no double',
      { type: 'number', allOf: [{ multipleOf: 1e308 }, { multipleOf: 7e307 }] },
      { type: 'number', multipleOf: 1e308 },
      'safe break',
    ],
    ['tiny steps', { multipleOf: 1e-300 }, { multipleOf: 3e-300 }, 'break safe'],
    [
      'a million characters',
      { type: 'string', minLength: 1_000_001 },
      { type: 'string', minLength: 1_000_000 },
      'safe undecided',
    ],
    ['a billion items', { type: 'array', minItems: 1e9 + 1 }, { type: 'array', minItems: 1e9 }, 'safe undecided'],
    [
      'a billion members',
      { type: 'object', minProperties: 1e9 + 1 },
      { type: 'object', minProperties: 1e9 },
      'safe undecided',
    ],
  ])('%s', (_, a, b, expected) => {
    expect(verdicts(bounded(a, b))).toBe(expected);
  });

  it('names of Object.prototype are names', () => {
    const named = (value: JsonValue): JsonValue => ({
      type: 'object',
      properties: { toString: value, constructor: value },
      additionalProperties: false,
    });
    expect(verdicts(bounded(named({ type: 'integer' }), named(N)))).toBe('safe break');
    const required = { type: 'object', required: ['valueOf'] };
    expect(verdicts(bounded({ type: 'object' }, required))).toBe('break safe');
  });

  it('wide objects', () => {
    const wide = (last: JsonValue): JsonValue => ({
      type: 'object',
      properties: Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`p${i}`, i === 599 ? last : S])),
    });
    expect(verdicts(bounded(wide({ type: 'integer' }), wide(N)))).toBe('safe break');
  });

  it('forty clauses over thirteen members', () => {
    const literal = (i: number, on: boolean): JsonValue =>
      on ? { required: [`x${i % 13}`] } : { not: { required: [`x${i % 13}`] } };
    const clauses = Array.from({ length: 40 }, (_, i) => ({
      anyOf: [literal(i * 7, i % 2 > 0), literal(i * 5, i % 3 > 0), literal(i * 3, i % 5 > 0)],
    }));
    bounded({ allOf: clauses }, { required: ['q'] });
  });
});

describe('faulty schemas', () => {
  it.each<[string, JsonValue, string, string]>([
    ['no schema', [1], 'invalid-schema', ''],
    ['a member that is no schema', { properties: { a: 5 } }, 'invalid-schema', '/properties/a'],
    ['an unknown type', { items: { type: 'strin' } }, 'invalid-schema', '/items/type'],
    ['a negative length', { properties: { a: { minLength: -1 } } }, 'invalid-schema', '/properties/a/minLength'],
    ['a pattern that is none', { anyOf: [{ pattern: '(' }] }, 'invalid-schema', '/anyOf/0/pattern'],
    ['a pattern of members that is none', { patternProperties: { '[': {} } }, 'invalid-schema', '/patternProperties'],
    ['no alternatives', { anyOf: [] }, 'invalid-schema', '/anyOf'],
    ['a step of zero', { multipleOf: 0 }, 'invalid-schema', '/multipleOf'],
    ['a list of positions in 2020-12', { items: [{}] }, 'invalid-schema', '/items'],
    ['required names that are none', { required: [1] }, 'invalid-schema', '/required'],
    ['half a surrogate pair', { enum: ['\ud800'] }, 'invalid-schema', ''],
    ['half a surrogate pair where nobody looks', { description: '\udc00' }, 'invalid-schema', ''],
    ['an unknown dialect', { $schema: 'https://example.com/mine' }, 'unknown-dialect', '/$schema'],
    [
      'a reference to the network',
      { items: { $ref: 'https://example.com/x.json' } },
      'external-reference',
      '/items/$ref',
    ],
    ['a reference to a file', { $ref: 'file:///etc/passwd' }, 'external-reference', '/$ref'],
    ['a reference to a neighbour', { $ref: '../x.json#/a' }, 'external-reference', '/$ref'],
    ['a reference to nowhere', { $ref: '#/$defs/x' }, 'unresolved-reference', '/$ref'],
    ['a reference through Object.prototype', { $ref: '#/constructor' }, 'unresolved-reference', '/$ref'],
    ['a schema that is itself', { $ref: '#' }, 'invalid-schema', ''],
    ['a paradox', { anyOf: [{ not: { $ref: '#' } }] }, 'invalid-schema', '/anyOf/0/not'],
  ])('%s', (_, schema, code, pointer) => {
    const result = bounded({}, schema);
    expect(result.faults).toMatchObject([{ side: 'current', code, pointer }]);
    expect(verdicts(result)).toBe('undecided undecided');
    expect(bounded(schema, schema).faults).toHaveLength(2);
  });
});
