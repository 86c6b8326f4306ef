import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../model/json/value.ts';
import { type TypeOptions, targetTypes, typesOfTargets } from './build-types.ts';
import type { SchemaRole, TypeNode } from './model.ts';

function typesOf(schema: JsonValue, options: TypeOptions = {}, role: SchemaRole = 'payload') {
  return targetTypes({ target: 't/v1#e', name: 'e', schemas: [{ role, schema }] }, options);
}

/** The root's type in a short notation. */
function rootOf(schema: JsonValue, options: TypeOptions = {}, role: SchemaRole = 'payload'): string {
  const { types } = typesOf(schema, options, role);
  return types[0] === undefined ? '' : short(types[0].node);
}

function short(node: TypeNode): string {
  switch (node.kind) {
    case 'literal':
      return JSON.stringify(node.value);
    case 'array':
      return `[...${short(node.items)}]`;
    case 'tuple':
      return `[${[...node.items.map((item, at) => short(item) + (at < node.required ? '' : '?')), `...${short(node.rest)}`].join(', ')}]`;
    case 'object': {
      const properties = node.properties.map(
        ({ name, required, type }) => `${name}${required ? '' : '?'}: ${short(type)}`,
      );
      return `{${[...properties, `...${short(node.additional)}`].join(', ')}}`;
    }
    case 'union':
      return node.members.map(short).join(' | ');
    case 'intersection':
      return node.members.map(short).join(' & ');
    case 'reference':
      return `@${node.name}`;
    default:
      return node.kind;
  }
}

const object = (properties: Record<string, JsonValue>, more: Record<string, JsonValue> = {}): JsonValue => ({
  type: 'object',
  properties,
  ...more,
});

describe('what a schema becomes', () => {
  it.each<[string, JsonValue, string]>([
    [
      'allOf is one object',
      { allOf: [object({ a: { type: 'string' } }), object({ b: true }, { required: ['b'] })] },
      '{a?: string, b: unknown, ...unknown}',
    ],
    [
      'types named beside it are meant',
      { oneOf: [{ type: 'object' }, { type: 'null' }], additionalProperties: true },
      '{...unknown} | null',
    ],
    [
      'types named beside it by what it refers to are meant',
      {
        anyOf: [{ $ref: '#/$defs/text' }, object({ a: true })],
        required: ['a'],
        $defs: { text: { allOf: [{ enum: ['x', 1] }, { type: 'string' }] } },
      },
      '@EPayloadText | {a: unknown, ...unknown}',
    ],
    [
      'branches that only speak of properties are of an object',
      { properties: { a: { type: 'string' } }, anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      '{a: string, ...unknown} | {a?: string, b: unknown, ...unknown}',
    ],
    [
      'a branch that says nothing of types leaves the meaning',
      { properties: { a: { type: 'string' } }, anyOf: [{ type: 'null' }, { not: { required: ['a'] } }] },
      '{a?: string, ...unknown}',
    ],
    [
      'a branch that is the schema itself says nothing of types',
      { properties: { a: { type: 'string' } }, anyOf: [{ $ref: '#' }, { type: 'null' }] },
      '{a?: string, ...unknown}',
    ],
    ['allOf narrows', { allOf: [{ enum: ['x', 'y', 1] }, { type: 'string' }] }, '"x" | "y"'],
    [
      'an impossible arm goes',
      { oneOf: [{ type: 'string' }, { allOf: [{ type: 'number' }, { type: 'string' }] }] },
      'string',
    ],
    [
      'a base is in every arm',
      object({ a: true }, { oneOf: [{ required: ['a'] }, { required: ['b'] }] }),
      '{a: unknown, ...unknown} | {a?: unknown, b: unknown, ...unknown}',
    ],
    [
      'required and undeclared',
      { type: 'object', required: ['a'], additionalProperties: { type: 'number' } },
      '{a: number, ...number}',
    ],
    ['required and impossible', { type: 'object', required: ['a'], additionalProperties: false }, 'never'],
    [
      'names that are listed',
      { type: 'object', propertyNames: { enum: ['a'] }, additionalProperties: { type: 'null' } },
      '{a?: null, ...never}',
    ],
    [
      'patterns',
      { type: 'object', patternProperties: { '^x': { type: 'string' } }, additionalProperties: false },
      '{...string}',
    ],
    [
      'an open object with a pattern',
      { type: 'object', patternProperties: { '^x': { type: 'string' } } },
      '{...unknown}',
    ],
    [
      'what nothing evaluates',
      { allOf: [object({ a: true })], properties: { b: true }, type: 'object', unevaluatedProperties: false },
      '{a?: unknown, b?: unknown, ...never}',
    ],
    ['a closed empty object', { type: 'object', additionalProperties: false }, '{...never}'],
    [
      'a tuple that must be long',
      { prefixItems: [{ type: 'string' }, true], items: false, minItems: 1 },
      '[string, unknown?, ...never]',
    ],
    ['a tuple that can not be long', { prefixItems: [{ type: 'string' }, true], maxItems: 1 }, '[string?, ...never]'],
    ['no type but not', { not: { type: ['string', 'number'] } }, 'boolean | {...unknown} | [...unknown] | null'],
    ['not anything', { not: {} }, 'never'],
    ['nullable', { type: 'string', nullable: true }, 'string | null'],
    ['both booleans', { enum: [true, false] }, 'boolean'],
    ['a whole kind takes its constants in', { anyOf: [{ const: 'a' }, { type: 'string' }] }, 'string'],
    ['a reference beside words', { $ref: '#/$defs/A', minLength: 1, $defs: { A: { type: 'string' } } }, '@EPayloadA'],
    ['an anchor', { $ref: '#here', $defs: { A: { $anchor: 'here', type: 'string' } } }, '@EPayloadA'],
    [
      'an embedded document',
      { $id: 'https://x.org/a', $ref: 'b', $defs: { B: { $id: 'https://x.org/b', type: 'null' } } },
      '@EPayloadB',
    ],
    ['an escaped pointer', { $ref: '#/$defs/a~1b%25', $defs: { 'a/b%': { type: 'null' } } }, '@EPayloadAB'],
    [
      'an alias of an alias',
      { $ref: '#/$defs/A', $defs: { A: { $ref: '#/$defs/B' }, B: { type: 'null' } } },
      '@EPayloadB',
    ],
    [
      'a circle of aliases',
      { $ref: '#/$defs/A', $defs: { A: { $ref: '#/$defs/B' }, B: { $ref: '#/$defs/A' } } },
      'unknown',
    ],
  ])('%s', (_, schema, expected) => {
    expect(rootOf(schema)).toBe(expected);
  });

  it.each<[TypeOptions['dialect'], JsonValue, string]>([
    ['draft-07', { $ref: '#/definitions/A', type: 'null', definitions: { A: { type: 'string' } } }, '@EPayloadA'],
    ['2020-12', { $ref: '#/definitions/A', type: 'null', definitions: { A: { type: 'string' } } }, 'never'],
    ['draft-04', { const: 1 }, 'unknown'],
    [
      'draft-04',
      { id: 'https://x.org/a', allOf: [{ $ref: 'b' }], definitions: { B: { id: 'b', type: 'null' } } },
      '@EPayloadB',
    ],
    ['draft-07', { items: [{ type: 'string' }], additionalItems: false, type: 'array' }, '[string?, ...never]'],
    ['2019-09', { $recursiveAnchor: true, type: 'array', items: { $recursiveRef: '#' } }, '[...@EPayload]'],
    ['2020-12', { $dynamicAnchor: 'n', type: 'array', items: { $dynamicRef: '#n' } }, '[...@EPayload]'],
  ])('in %s: %j', (dialect, schema, expected) => {
    expect(rootOf(schema, dialect === undefined ? {} : { dialect })).toBe(expected);
  });

  it('reads a schema without a type as what it speaks of, and says so; by the letter, any other value is as good', () => {
    const schema = { properties: { a: { type: 'null' } } };
    expect(rootOf(schema)).toBe('{a?: null, ...unknown}');
    expect(typesOf(schema).losses).toMatchObject([{ pointer: '', keyword: 'type' }]);
    expect(rootOf(schema, { mode: 'strict' })).toBe(
      'string | number | boolean | {a?: null, ...unknown} | [...unknown] | null',
    );
    expect(typesOf(schema, { mode: 'strict' }).losses).toEqual([]);
  });

  it('lists a dialect that nobody knows, which is read as one that names none', () => {
    expect(typesOf({ $schema: 'https://x.org/meta', type: 'string' }).losses).toMatchObject([
      { pointer: '', keyword: '$schema' },
    ]);
  });

  it('refers to documents that it is given, and to no other', () => {
    const schema = { $ref: 'https://x.org/b.json#/$defs/B' };
    const documents = new Map<string, JsonValue>([['https://x.org/b.json', { $defs: { B: { type: 'null' } } }]]);
    expect(rootOf(schema, { documents })).toBe('@EPayloadB');
    expect(() => rootOf(schema)).toThrow(/which is no part of the schema itself/);
  });

  it.each([
    [`https://x.org/${'long/'.repeat(30)}b.json#/$defs/B`, 'copy what it names under $defs'],
    ['#/$defs/gone', 'correct the reference, or add what it names'],
    ['#definitions/gone', 'write "#/definitions/gone": a pointer begins with a slash'],
  ])('says of %s, as a whole, what to do', ($ref, hint) => {
    const message = `t/v1#e payload refers to ${JSON.stringify($ref)}, which is no part of the schema itself`;
    expect(() => rootOf({ items: { $ref } })).toThrow(
      expect.objectContaining({ message, hint: expect.stringContaining(hint) }),
    );
  });
});

describe('direction', () => {
  const schema = object({ r: { readOnly: true }, w: { writeOnly: true } }, { required: ['r', 'w'] });

  it.each<[SchemaRole, string]>([
    ['input', '{w: unknown, ...unknown}'],
    ['output', '{r: unknown, ...unknown}'],
    ['error', '{r: unknown, ...unknown}'],
    ['payload', '{r: unknown, ...unknown}'],
  ])('%s leaves out what does not travel that way', (role, expected) => {
    expect(rootOf(schema, {}, role)).toBe(expected);
  });

  it('keeps a place for what comes nevertheless where no other key may be', () => {
    const closed = object({ w: { writeOnly: true } }, { required: ['w'], additionalProperties: false });
    expect(rootOf(closed, {}, 'output')).toBe('{w?: unknown, ...never}');
  });
});

describe('losses', () => {
  it('names each place and keyword once, by pointer', () => {
    const schema = object(
      { a: { type: 'string', minLength: 1, pattern: 'x' }, b: { $ref: '#/$defs/B' } },
      { $defs: { B: { type: 'number', minimum: 0 } } },
    );
    expect(typesOf(schema).losses.map(({ pointer, keyword }) => `${pointer} ${keyword}`)).toEqual([
      '/$defs/B minimum',
      '/properties/a minLength',
      '/properties/a pattern',
    ]);
  });
});

describe('names', () => {
  const target = (name: string): Parameters<typeof targetTypes>[0] => ({
    target: `t/v1#${name}`,
    name,
    schemas: [
      {
        role: 'payload',
        schema: {
          $ref: '#/$defs/a',
          $defs: { a: { type: 'object', properties: { x: { $ref: '#/$defs/A' } } }, A: { type: 'null' } },
        },
      },
    ],
  });

  it('never meet, whatever the case of letters', () => {
    const names = typesOf(target('e').schemas[0]?.schema ?? true).types.map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });

  it('do not depend on the order of targets or of members', () => {
    const [one, other] = [target('x.y'), target('xY')];
    expect(typesOfTargets([other, one]).toReversed()).toEqual(typesOfTargets([one, other]));
  });

  it('of one target are the same whether others are there or not', () => {
    expect(typesOfTargets([target('e'), target('f')])[0]).toEqual(targetTypes(target('e')));
  });
});
