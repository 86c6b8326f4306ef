import { describe, expect, it } from 'vitest';
import { loadedContract } from '../../testing/rules/contract-fixture.ts';
import type { UserSchema } from '../contract/model.ts';
import type { JsonValue } from '../model/json/value.ts';
import { type CompareSchemasOptions, compareSchemasOf } from './compare-schemas.ts';

type Mode = 'exact' | 'declared' | 'tolerant';

function comparer(
  modes: { inputs?: Mode; outputs?: Mode } = {},
  options: CompareSchemasOptions = {},
  policy?: JsonValue,
) {
  const fragment = { contentModel: modes, ...(policy === undefined ? {} : { lifecyclePolicy: policy }) };
  return compareSchemasOf(loadedContract(fragment, 'contract.json').contract, options);
}

const object = (properties: Record<string, unknown>, rest: Record<string, unknown> = {}): UserSchema => ({
  type: 'object',
  properties,
  ...rest,
});
const string = { type: 'string' };

describe('compareSchemasOf', () => {
  it('tells a difference once, however often a recursive schema comes to it', () => {
    const node = (required: string[]): UserSchema => ({
      $ref: '#/$defs/Node',
      $defs: { Node: { type: 'object', properties: { a: string, next: { $ref: '#/$defs/Node' } }, required } },
    });
    const change = comparer().compare(node([]), node(['a']), 'input');
    expect(change?.kinds.map(({ words }) => words)).toEqual(['a property became required at /$defs/Node/required (a)']);
  });

  it.each<[string, UserSchema, UserSchema]>([
    ['the same text', { type: 'string' }, { type: 'string' }],
    ['another order of members', { type: 'string', minLength: 1 }, { minLength: 1, type: 'string' }],
    ['another order of sets', { enum: ['a', 'b'] }, { enum: ['b', 'a', 'b'] }],
    [
      'another order of alternatives',
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
      { anyOf: [{ type: 'null' }, { type: 'string' }] },
    ],
    [
      'other annotations',
      { type: 'string', title: 'A', $comment: 'x' },
      { type: 'string', description: 'B', examples: ['c'] },
    ],
  ])('sees no change in %s', (_, baseline, current) => {
    expect(comparer().compare(baseline, current, 'input')).toBeUndefined();
    expect(comparer().digest(baseline)).toBe(comparer().digest(current));
  });

  it('takes a property that is called like an annotation for a property', () => {
    expect(
      comparer().compare(object({ title: string }), object({ title: { type: 'integer' } }), 'input'),
    ).toBeDefined();
  });

  // The table of the content models: does a new optional member, or a closed object, break whom?
  it.each<[string, Mode, 'input' | 'output', UserSchema, UserSchema, 'safe' | 'break']>([
    ['an optional member in an open input', 'exact', 'input', object({}), object({ a: string }), 'break'],
    [
      'an optional member in an open input',
      'declared',
      'input',
      object({ b: string }),
      object({ a: string, b: string }),
      'safe',
    ],
    [
      'an optional member in a closed output',
      'declared',
      'output',
      object({ b: string }, { additionalProperties: false }),
      object({ a: string, b: string }, { additionalProperties: false }),
      'break',
    ],
    [
      'an optional member in a closed output',
      'tolerant',
      'output',
      object({ b: string }, { additionalProperties: false }),
      object({ a: string, b: string }, { additionalProperties: false }),
      'safe',
    ],
    [
      'a required member in an input',
      'tolerant',
      'input',
      object({ b: string }),
      object({ a: string, b: string }, { required: ['a'] }),
      'break',
    ],
    [
      'a removed member of a closed input',
      'tolerant',
      'input',
      object({ a: string, b: string }, { additionalProperties: false }),
      object({ b: string }, { additionalProperties: false }),
      'break',
    ],
    [
      'a member that is not required any more in an output',
      'tolerant',
      'output',
      object({ a: string }, { required: ['a'] }),
      object({ a: string }),
      'break',
    ],
  ])('%s, %s %s: the consumer is in the end %s', (_, mode, role, baseline, current, expected) => {
    const change = comparer({ inputs: mode, outputs: mode }).compare(baseline, current, role);
    const consumer = role === 'input' ? change?.widensOrKeeps : change?.narrowsOrKeeps;
    expect(consumer?.verdict).toBe(expected);
  });

  it('asserts formats only where the contract says so', () => {
    const [plain, mail] = [{ type: 'string' }, { type: 'string', format: 'email' }];
    expect(comparer().compare(plain, mail, 'input')?.widensOrKeeps.verdict).toBe('safe');
    const strict = comparer({}, {}, { formatAssertion: true });
    expect(strict.compare(plain, mail, 'input')?.widensOrKeeps.verdict).toBe('break');
  });

  it('tries the examples of the contract first', () => {
    const before = { type: 'string', pattern: '^(?=.*x)y' };
    const after = { type: 'string', pattern: '^(?=.*x)yy' };
    const change = comparer().compare(before, after, 'input', ['yx']);
    expect(change?.widensOrKeeps).toMatchObject({
      verdict: 'break',
      witness: { instance: 'yx', validUnder: 'baseline' },
    });
  });

  it('breaks without a witness where none is to be searched', () => {
    const change = comparer({}, { witness: false }).compare({ type: 'string' }, { type: 'integer' }, 'input');
    expect(change?.widensOrKeeps).toEqual({ verdict: 'break' });
  });

  it('is undecided, never silent, where the steps do not suffice', () => {
    const branches = (n: number) => ({
      allOf: Array.from({ length: 12 }, (_, i) => ({
        oneOf: [{ multipleOf: i + n }, { pattern: `^${'(a|b)'.repeat(i)}$` }],
      })),
    });
    const change = comparer({}, { steps: 50, witness: false }).compare(branches(2), branches(3), 'input');
    expect(change?.widensOrKeeps).toEqual({ verdict: 'undecided', reason: 'the step budget is used up' });
  });

  it('is undecided about pairs beyond the most that it looks into', () => {
    const few = comparer({}, { maximumPairs: 1 });
    expect(few.compare({ type: 'string' }, { type: 'integer' }, 'input')?.widensOrKeeps.verdict).toBe('break');
    expect(few.compare({ type: 'string' }, { type: 'boolean' }, 'input')?.widensOrKeeps.verdict).toBe('undecided');
    expect(few.compare({ type: 'string' }, { type: 'integer' }, 'input')?.widensOrKeeps.verdict).toBe('break');
  });

  it('says what is wrong with a schema that can not be read', () => {
    const change = comparer().compare({ $ref: '#/$defs/nowhere' }, { type: 'string' }, 'input');
    expect(change?.widensOrKeeps).toMatchObject({ verdict: 'undecided', reason: expect.stringContaining('baseline') });
  });

  it('names no index of an alternative, and no order of members', () => {
    const a = { anyOf: [object({ x: { type: 'string', maxLength: 5 } }), { type: 'null' }] };
    const b = { anyOf: [{ type: 'null' }, object({ x: { maxLength: 4, type: 'string' } })] };
    const c = { anyOf: [...b.anyOf].reverse() };
    const kinds = comparer().compare(a, b, 'input')?.kinds;
    expect(kinds?.map(({ kind, currentPointer }) => [kind, currentPointer])).toContainEqual([
      'upper-bound-lowered',
      '/anyOf/*/properties/x/maxLength',
    ]);
    expect(comparer().compare(a, c, 'input')).toEqual(comparer().compare(a, b, 'input'));
  });
});
