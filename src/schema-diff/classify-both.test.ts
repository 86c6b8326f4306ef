import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../model/json/value.ts';
import { classify } from './classify.ts';
import { classifyBoth } from './classify-both.ts';

const object = (properties: JsonValue, rest: { [name: string]: JsonValue } = {}): JsonValue => ({
  type: 'object',
  properties,
  ...rest,
});
const list = (item: JsonValue): JsonValue => ({
  $ref: '#/$defs/n',
  $defs: { n: object({ next: { $ref: '#/$defs/n' }, item }) },
});

/** Pairs whose rewritten forms have definitions of one name each: what is read for one direction must not be taken for the other. */
const PAIRS: readonly (readonly [string, JsonValue, JsonValue])[] = [
  ['types', { type: 'string' }, { type: 'integer' }],
  ['a new member', object({ a: { type: 'string' } }), object({ a: { type: 'string' }, b: {} })],
  ['a new required member', object({ a: {} }), object({ a: {}, b: {} }, { required: ['b'] })],
  [
    'closed objects',
    object({ a: {} }, { additionalProperties: false }),
    object({ a: {}, b: {} }, { additionalProperties: false }),
  ],
  ['recursion', list({ type: 'string' }), list({ type: ['string', 'null'] })],
  ['recursion that narrows', list({ type: ['string', 'null'] }), list({ type: 'string' })],
  ['recursion, otherwise', list({ type: 'integer' }), list({ type: 'string' })],
  ['alternatives', { anyOf: [object({ a: {} }), { type: 'null' }] }, { oneOf: [object({ a: {} }), { type: 'null' }] }],
  ['a faulty schema', { $ref: '#/$defs/none' }, { type: 'string' }],
];

describe('classifyBoth', () => {
  it.each(PAIRS)('%s: as two calls of classify would', (_, baseline, current) => {
    for (const direction of ['input', 'output'] as const)
      for (const model of ['exact', 'declared', 'tolerant'] as const)
        for (const witness of [true, false]) {
          const both = classifyBoth(baseline, current, direction, model, { witness });
          const caller = classify(baseline, current, direction, model, { witness });
          const other = classify(baseline, current, direction === 'input' ? 'output' : 'input', model, { witness });
          expect(both).toEqual({
            caller: caller.inclusion,
            implementer: other.inclusion,
            changes: caller.changes,
            changesComplete: caller.changesComplete,
            faults: caller.faults,
          });
        }
  });
});
