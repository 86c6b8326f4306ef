// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../model/json/value.ts';
import { compareSchemas } from '../compare.ts';
import type { CompareOptions } from '../options.ts';
import { type Effect, KINDS, type KindId } from './catalogue.ts';
import { maximumMatching } from './match-branches.ts';

type Row = readonly [
  what: string,
  baseline: JsonValue,
  current: JsonValue,
  kinds: readonly string[],
  options?: CompareOptions,
];

const obj = (properties: Record<string, JsonValue>, more: Record<string, JsonValue> = {}): JsonValue => ({
  type: 'object',
  properties,
  ...more,
});

/** Each row: what changed, and `kind effect` of every difference in order. */
const TABLE: readonly Row[] = [
  ['type widened', { type: 'string' }, { type: ['string', 'null'] }, ['type-widened widens']],
  ['integer widened', { type: 'integer' }, { type: 'number' }, ['type-widened widens']],
  ['type dropped', { type: 'string' }, {}, ['type-widened widens']],
  ['type narrowed', { type: 'number' }, { type: 'integer' }, ['type-narrowed narrows']],
  [
    'type disjoint, with nothing else said',
    { type: 'string', minLength: 3 },
    { type: 'integer', minimum: 1 },
    ['type-disjoint both'],
  ],
  [
    'type shifted',
    { type: ['string', 'null'] },
    { type: ['string', 'number'] },
    ['type-widened widens', 'type-narrowed narrows'],
  ],
  ['value added', { enum: ['a'], type: 'string' }, { enum: ['a', 'b'], type: 'string' }, ['enum-value-added widens']],
  ['value removed', { enum: ['a', 'b'] }, { enum: ['b'] }, ['enum-value-removed narrows']],
  ['enum introduced', { type: 'string' }, { type: 'string', enum: ['a'] }, ['enum-introduced narrows']],
  ['enum introduced in place of the type', { type: 'string' }, { enum: ['a', 'b'] }, ['enum-introduced narrows']],
  ['enum dropped', { enum: ['a'], type: 'string' }, { type: 'string' }, ['enum-dropped widens']],
  ['const changed', { const: 1 }, { const: 2 }, ['const-changed both']],
  ['minimum raised', { minimum: 1 }, { minimum: 2 }, ['lower-bound-raised narrows']],
  ['minimum made exclusive', { minimum: 1 }, { exclusiveMinimum: 1 }, ['lower-bound-raised narrows']],
  ['minimum lowered', { minimum: 1 }, { minimum: 0 }, ['lower-bound-lowered widens']],
  ['minimum set', {}, { minimum: 1 }, ['lower-bound-set narrows']],
  ['minimum unset', { minimum: 1 }, {}, ['lower-bound-unset widens']],
  [
    'integer bounds round',
    { type: 'integer', minimum: 1 },
    { type: 'integer', exclusiveMinimum: 0 },
    ['refactor-only none'],
  ],
  ['minLength set', { type: 'string' }, { type: 'string', minLength: 1 }, ['lower-bound-set narrows']],
  ['minItems zero says nothing', { minItems: 0 }, {}, ['refactor-only none']],
  ['maximum lowered', { maximum: 2 }, { maximum: 1 }, ['upper-bound-lowered narrows']],
  ['maxLength raised', { maxLength: 2 }, { maxLength: 3 }, ['upper-bound-raised widens']],
  ['maxItems set', {}, { maxItems: 3 }, ['upper-bound-set narrows']],
  ['maxProperties unset', { maxProperties: 3 }, {}, ['upper-bound-unset widens']],
  ['step coarser', { multipleOf: 2 }, { multipleOf: 4 }, ['multipleof-coarser narrows']],
  ['step finer', { multipleOf: 0.3 }, { multipleOf: 0.1 }, ['multipleof-finer widens']],
  ['step set', {}, { multipleOf: 2 }, ['multipleof-coarser narrows']],
  ['step incomparable', { multipleOf: 4 }, { multipleOf: 6 }, ['multipleof-incomparable both']],
  ['pattern added', {}, { pattern: 'a' }, ['pattern-added narrows']],
  ['pattern removed', { pattern: 'a' }, {}, ['pattern-removed widens']],
  ['pattern widened', { pattern: '^a' }, { pattern: 'a' }, ['pattern-changed widens']],
  ['pattern replaced', { pattern: 'a' }, { pattern: 'b' }, ['pattern-changed unsure']],
  ['format added, annotating', {}, { format: 'date' }, ['format-added none']],
  ['format added, asserting', {}, { format: 'date' }, ['format-added narrows'], { formatAssertion: true }],
  ['format removed, asserting', { format: 'date' }, {}, ['format-removed widens'], { formatAssertion: true }],
  [
    'format changed, asserting',
    { format: 'date' },
    { format: 'time' },
    ['format-changed both'],
    { formatAssertion: true },
  ],
  ['content changed', { contentEncoding: 'base64' }, { contentEncoding: 'base32' }, ['content-changed none']],
  ['optional property, open', obj({}), obj({ a: { type: 'string' } }), ['property-added-optional narrows']],
  [
    'optional property, closed',
    obj({}, { additionalProperties: false }),
    obj({ a: {} }, { additionalProperties: false }),
    ['property-added-optional widens'],
  ],
  [
    'optional property that says nothing',
    obj({ b: { type: 'null' } }),
    obj({ b: { type: 'null' }, a: true }),
    ['property-added-optional none'],
  ],
  [
    'required property',
    obj({}),
    obj({ a: { type: 'string' } }, { required: ['a'] }),
    ['property-added-required narrows'],
  ],
  [
    'required property, closed',
    obj({}, { additionalProperties: false }),
    obj({ a: {} }, { additionalProperties: false, required: ['a'] }),
    ['property-added-required both'],
  ],
  ['optional property removed, open', obj({ a: { type: 'string' } }), obj({}), ['property-removed-optional widens']],
  [
    'optional property removed, closed',
    obj({ a: {} }, { additionalProperties: false }),
    obj({}, { additionalProperties: false }),
    ['property-removed-optional narrows'],
  ],
  [
    'required property removed',
    obj({ a: { type: 'string' } }, { required: ['a'] }),
    obj({}),
    ['property-removed-required widens'],
  ],
  ['property changed', obj({ a: { type: 'string' } }), obj({ a: { type: 'null' } }), ['type-disjoint both']],
  ['required added', obj({ a: {} }), obj({ a: {} }, { required: ['a'] }), ['required-added narrows']],
  [
    'required of an undeclared name',
    { required: ['foo'] },
    { required: ['bar'] },
    ['required-added narrows', 'required-removed widens'],
  ],
  ['required reordered', { required: ['a', 'b'] }, { required: ['b', 'a'] }, ['refactor-only none']],
  ['closed', {}, { additionalProperties: false }, ['additional-closed narrows']],
  ['opened', { additionalProperties: false }, {}, ['additional-opened widens']],
  ['undeclared restricted', {}, { additionalProperties: { type: 'string' } }, ['additional-schema-changed narrows']],
  [
    'undeclared changed',
    { additionalProperties: { type: 'string' } },
    { additionalProperties: { type: ['string', 'null'] } },
    ['type-widened widens'],
  ],
  [
    'pattern properties added',
    {},
    { patternProperties: { '^x': { type: 'string' } } },
    ['pattern-properties-changed narrows'],
  ],
  [
    'pattern properties changed',
    { patternProperties: { '^x': { type: 'string' } } },
    { patternProperties: { '^x': { type: 'null' } } },
    ['type-disjoint both'],
  ],
  ['names restricted', {}, { propertyNames: { maxLength: 3 } }, ['property-names-added narrows']],
  ['names freed', { propertyNames: { maxLength: 3 } }, {}, ['property-names-removed widens']],
  ['dependency added', {}, { dependentRequired: { a: ['b'] } }, ['dependent-added narrows']],
  [
    'dependency removed',
    { dependentRequired: { a: ['b', 'c'] } },
    { dependentRequired: { a: ['b'] } },
    ['dependent-removed widens'],
  ],
  ['dependent schema added', {}, { dependentSchemas: { a: { minProperties: 2 } } }, ['dependent-added narrows']],
  [
    'dependent schema changed',
    { dependentSchemas: { a: { minProperties: 2 } } },
    { dependentSchemas: { a: { minProperties: 1 } } },
    ['lower-bound-lowered widens'],
  ],
  ['items set', { type: 'array' }, { type: 'array', items: { type: 'string' } }, ['items-changed narrows']],
  ['items unset', { items: { type: 'string' } }, {}, ['items-changed widens']],
  ['items changed', { items: { type: 'integer' } }, { items: { type: 'number' } }, ['type-widened widens']],
  ['items forbidden', { items: { type: 'string' } }, { items: false }, ['items-changed narrows']],
  [
    'tuple grew, closed',
    { prefixItems: [true], items: false },
    { prefixItems: [true, true], items: false },
    ['tuple-grew widens'],
  ],
  ['tuple grew, open', { prefixItems: [true] }, { prefixItems: [true, { type: 'null' }] }, ['tuple-grew narrows']],
  [
    'tuple shrank, closed',
    { prefixItems: [true, true], items: false },
    { prefixItems: [true], items: false },
    ['tuple-shrank narrows'],
  ],
  [
    'position changed',
    { prefixItems: [{ type: 'string' }] },
    { prefixItems: [{ type: 'null' }] },
    ['type-disjoint both'],
  ],
  ['unique set', {}, { uniqueItems: true }, ['unique-items-set narrows']],
  ['unique unset', { uniqueItems: true }, { uniqueItems: false }, ['unique-items-unset widens']],
  ['contains added', {}, { contains: { type: 'string' } }, ['contains-added narrows']],
  ['contains removed', { contains: { type: 'string' } }, {}, ['contains-removed widens']],
  [
    'contains widened',
    { contains: { type: 'integer' } },
    { contains: { type: 'number' } },
    ['contains-changed widens'],
  ],
  [
    'minContains raised from its implicit 1',
    { contains: {} },
    { contains: {}, minContains: 2 },
    ['lower-bound-raised narrows'],
  ],
  [
    'maxContains set',
    { contains: { const: 1 } },
    { contains: { const: 1 }, maxContains: 2 },
    ['upper-bound-set narrows'],
  ],
  [
    'a further constraint',
    { type: 'object' },
    { type: 'object', anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    ['allof-branch-added narrows'],
  ],
  [
    'a constraint less',
    { type: 'object', anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    { type: 'object' },
    ['allof-branch-removed widens'],
  ],
  [
    'alternative added',
    { anyOf: [{ const: 1 }, { minLength: 1, type: 'string' }] },
    { anyOf: [{ type: 'null' }, { minLength: 1, type: 'string' }, { const: 1 }] },
    ['anyof-branch-added widens'],
  ],
  [
    'alternative removed',
    { anyOf: [{ type: 'null' }, { minLength: 1 }, { minimum: 3 }] },
    { anyOf: [{ minimum: 3 }, { type: 'null' }] },
    ['anyof-branch-removed narrows'],
  ],
  [
    'alternative changed',
    { anyOf: [{ type: 'boolean' }, { type: 'integer', minimum: 1 }] },
    { anyOf: [{ type: 'integer', minimum: 0 }, { type: 'boolean' }] },
    ['lower-bound-lowered widens'],
  ],
  [
    'one schema became an alternative',
    { type: 'string' },
    { anyOf: [{ type: 'number' }, { type: 'string' }] },
    ['anyof-branch-added widens'],
  ],
  [
    'an alternative became the schema',
    { anyOf: [{ type: 'number' }, { type: 'string' }] },
    { type: 'string' },
    ['anyof-branch-removed narrows'],
  ],
  [
    'exclusive alternative added, disjoint',
    { oneOf: [{ type: 'null' }, { minimum: 1, type: 'number' }] },
    { oneOf: [{ type: 'null' }, { minimum: 1, type: 'number' }, { type: 'string' }] },
    ['oneof-branch-added widens'],
  ],
  [
    'exclusive alternative added, overlapping',
    { oneOf: [{ minimum: 5 }, { maxLength: 1 }] },
    { oneOf: [{ minimum: 5 }, { maxLength: 1 }, { maximum: 2 }] },
    ['oneof-branch-added unsure'],
  ],
  [
    'anyOf to oneOf, overlapping',
    { anyOf: [{ minimum: 1 }, { maximum: 5 }] },
    { oneOf: [{ minimum: 1 }, { maximum: 5 }] },
    ['combinator-anyof-to-oneof narrows'],
  ],
  [
    'anyOf to oneOf, disjoint types',
    { anyOf: [{ type: 'string', minLength: 1 }, { type: 'integer' }] },
    { oneOf: [{ type: 'string', minLength: 1 }, { type: 'integer' }] },
    ['refactor-only none'],
  ],
  [
    'anyOf to oneOf, disjoint by bounds',
    {
      anyOf: [
        { type: 'number', minimum: 9 },
        { type: 'number', maximum: 5 },
      ],
    },
    {
      oneOf: [
        { type: 'number', minimum: 9 },
        { type: 'number', maximum: 5 },
      ],
    },
    ['combinator-anyof-to-oneof none'],
  ],
  [
    'oneOf to anyOf',
    { oneOf: [{ minimum: 1 }, { maximum: 5 }] },
    { anyOf: [{ minimum: 1 }, { maximum: 5 }] },
    ['combinator-oneof-to-anyof widens'],
  ],
  [
    'not: what narrows inside widens outside',
    { not: { type: 'number' } },
    { not: { type: 'integer' } },
    ['type-narrowed widens'],
  ],
  ['not added', {}, { not: { const: 1 } }, ['not-changed narrows']],
  [
    'condition changed',
    { if: { const: 1 }, then: false },
    { if: { const: 2 }, then: false },
    ['conditional-changed unsure'],
  ],
  ['condition added', {}, { if: { const: 1 }, then: false }, ['conditional-changed narrows']],
  [
    'exclusive alternative widened, overlapping',
    { oneOf: [{ type: 'string' }, { maxLength: 5 }] },
    { oneOf: [{ type: 'string' }, { maxLength: 10 }] },
    ['upper-bound-raised unsure'],
  ],
  [
    'discriminator',
    { discriminator: { propertyName: 'a' } },
    { discriminator: { propertyName: 'b' } },
    ['discriminator-changed none'],
  ],
  ['default added', {}, { default: 1 }, ['default-added none']],
  ['default changed', { default: 1 }, { default: 2 }, ['default-changed none']],
  ['default removed', { default: 1 }, {}, ['default-removed none']],
  ['read-only', obj({ a: {} }), obj({ a: { readOnly: true } }), ['readonly-set none']],
  ['write-only', obj({ a: {} }), obj({ a: { writeOnly: true } }), ['writeonly-set none']],
  ['deprecated', obj({ a: {} }), obj({ a: { deprecated: true } }), ['property-deprecated none']],
  ['no longer deprecated', obj({ a: { deprecated: true } }), obj({ a: {} }), ['property-undeprecated none']],
  [
    'reference inlined',
    { $ref: '#/$defs/a', $defs: { a: { minLength: 1 } } },
    { minLength: 1 },
    ['refactor-only none'],
  ],
  [
    'definition renamed',
    { $ref: '#/$defs/a', $defs: { a: { minLength: 1 } } },
    { $ref: '#/$defs/b', $defs: { b: { minLength: 1 } } },
    ['refactor-only none'],
  ],
  [
    'nullable respelled',
    { type: ['string', 'null'] },
    { oneOf: [{ type: 'string' }, { type: 'null' }] },
    ['refactor-only none'],
  ],
  [
    'enumeration respelled',
    { enum: ['a', 'b'] },
    { oneOf: [{ const: 'a', title: 'A' }, { const: 'b' }] },
    ['refactor-only none'],
  ],
  [
    'recursion removed',
    obj({ next: { $ref: '#' } }),
    obj({ next: { type: 'object' } }),
    ['recursion-changed unsure', 'property-removed-optional widens'],
  ],
  [
    'dialect',
    { $schema: 'http://json-schema.org/draft-07/schema#' },
    { $schema: 'https://json-schema.org/draft/2020-12/schema' },
    ['dialect-changed none'],
  ],
  ['described', obj({ a: { description: 'x' } }), obj({ a: { description: 'y' } }), ['annotation-changed none']],
  ['unsafe integer', { maximum: 1e21 }, { maximum: 1e22 }, ['upper-bound-raised widens', 'not-i-json none']],
];

const MIRROR: Readonly<Record<Effect, Effect>> = {
  narrows: 'widens',
  widens: 'narrows',
  both: 'both',
  unsure: 'unsure',
  none: 'none',
};

describe('kinds of change', () => {
  for (const [what, baseline, current, kinds, options] of TABLE)
    it(what, () => {
      const { changes, faults } = compareSchemas(baseline, current, options);
      expect(faults).toEqual([]);
      expect(changes.map(({ kind, effect }) => `${kind} ${effect}`)).toEqual(kinds);
    });

  it('each kind occurs in the table', () => {
    const seen = new Set(TABLE.flatMap(([, , , kinds]) => kinds.map((kind) => kind.split(' ')[0])));
    // The mirror of a row that is there.
    seen.add('oneof-branch-removed');
    expect(Object.keys(KINDS).filter((kind) => !seen.has(kind))).toEqual([]);
  });

  it('the effect agrees with the verdicts', () => {
    for (const [what, baseline, current, , options] of TABLE) {
      const { changes, baselineInCurrent, currentInBaseline } = compareSchemas(baseline, current, options);
      const effects = new Set(changes.map((change) => change.effect));
      const breaks = { narrows: baselineInCurrent.verdict === 'break', widens: currentInBaseline.verdict === 'break' };
      if (effects.has('both')) expect([what, breaks]).toEqual([what, { narrows: true, widens: true }]);
      else if (!effects.has('unsure'))
        expect([what, breaks]).toEqual([what, { narrows: effects.has('narrows'), widens: effects.has('widens') }]);
    }
  });

  it('the mirrored change has the mirrored effect', () => {
    for (const [what, baseline, current, , options] of TABLE) {
      const there = compareSchemas(baseline, current, options).changes.map((change) => MIRROR[change.effect]);
      const back = compareSchemas(current, baseline, options).changes.map((change) => change.effect);
      // An unsafe number is only noted of the current schema, a condition or an access mark only when it is set.
      const assertive = (effects: Effect[]): Effect[] => effects.filter((effect) => effect !== 'none').sort();
      expect([what, assertive(back)]).toEqual([what, assertive(there)]);
    }
  });
});

describe('places', () => {
  it('point to what is written, references followed', () => {
    const baseline = obj({ a: { $ref: '#/$defs/x' } }, { $defs: { x: { type: 'string' } } });
    const current = obj({ a: { type: 'number' } });
    expect(compareSchemas(baseline, current).changes).toEqual([
      {
        kind: 'type-disjoint' satisfies KindId,
        effect: 'both',
        baselinePointer: '/$defs/x/type',
        currentPointer: '/properties/a/type',
        before: 'string',
        after: 'number',
      },
    ]);
  });

  it('name one change once, however often its definition is used', () => {
    const list = (type: string): JsonValue =>
      obj({ a: { $ref: '#/$defs/x' }, b: { $ref: '#/$defs/x' } }, { $defs: { x: { type } } });
    expect(compareSchemas(list('string'), list('null')).changes).toHaveLength(1);
  });

  it('do not depend on the order of alternatives', () => {
    const branch = (name: string, type: string): JsonValue =>
      obj({ kind: { const: name }, v: { type } }, { required: ['kind'] });
    const baseline = { oneOf: ['a', 'b', 'c'].map((name) => branch(name, 'integer')) };
    const current = { oneOf: ['c', 'a', 'b'].map((name) => branch(name, name === 'b' ? 'number' : 'integer')) };
    expect(compareSchemas(baseline, current).changes).toMatchObject([
      {
        kind: 'type-widened',
        baselinePointer: '/oneOf/1/properties/v/type',
        currentPointer: '/oneOf/2/properties/v/type',
      },
    ]);
  });

  it('say whether the object is open', () => {
    const added = compareSchemas(obj({}, { additionalProperties: true }), obj({ a: { const: 1 } }));
    expect(added.changes[0]).toMatchObject({ kind: 'property-added-optional', openness: 'open', after: 'a' });
  });

  it('cut long values', () => {
    const { changes } = compareSchemas({}, { enum: Array.from({ length: 100 }, (_, i) => `value ${i}`) });
    expect(changes[0]?.after).toHaveLength(80);
  });
});

describe('maximumMatching', () => {
  it('pairs as many as possible, moving earlier pairs', () => {
    expect(maximumMatching([[0, 1], [0], [1, 2]])).toEqual([1, 0, 2]);
    expect(maximumMatching([[0], [0]])).toEqual([0, undefined]);
    expect(maximumMatching([])).toEqual([]);
  });
});
