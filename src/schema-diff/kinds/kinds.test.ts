import { describe, expect, it } from 'vitest';
import { type KindRow, obj } from '../../../testing/schema-diff/kind-row.ts';
import { STRUCTURE_ROWS } from '../../../testing/schema-diff/kind-rows-structure.ts';
import { VALUE_ROWS } from '../../../testing/schema-diff/kind-rows-values.ts';
import type { JsonValue } from '../../model/json/value.ts';
import { compareSchemas } from '../compare.ts';
import { type Effect, KINDS, type KindId } from './catalogue.ts';
import { maximumMatching } from './match-branches.ts';

const TABLE: readonly KindRow[] = [...VALUE_ROWS, ...STRUCTURE_ROWS];

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
