import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../model/json/value.ts';
import { isSubset } from '../subset.ts';
import { Random } from './random.ts';
import { shrink } from './shrink.ts';

describe('the witness of a break', () => {
  it.each<[string, JsonValue, JsonValue, JsonValue]>([
    ['required', { type: 'object' }, { type: 'object', required: ['id'] }, {}],
    ['maximum', { type: 'integer' }, { type: 'integer', maximum: 9 }, 10],
    ['enum', { enum: ['red', 'blue'] }, { enum: ['red'] }, 'blue'],
    ['maxLength', { type: 'string' }, { type: 'string', maxLength: 2 }, 'aaa'],
    ['multipleOf', { type: 'integer' }, { multipleOf: 4 }, 1],
    ['not', true, { not: { type: 'null' } }, null],
    ['lookahead, which no automaton carries', { type: 'string' }, { pattern: '^(?!x)' }, 'x'],
  ])('%s', (_, a, b, instance) => {
    expect(isSubset(a, b)).toMatchObject({ verdict: 'break', witness: { instance } });
  });

  it('says what the other schema found wrong', () => {
    const answer = isSubset({ properties: { a: {} } }, { properties: { a: { type: 'string' } } });
    expect(answer).toMatchObject({
      witness: { rejection: { instancePath: '/a', keyword: 'type', message: 'must be string' } },
    });
  });

  it('prefers a given instance, and shrinks it', () => {
    const given = { name: 'Ada', tags: ['x', 'y'], age: 36 };
    const answer = isSubset({ type: 'object' }, { properties: { tags: { maxItems: 1 } } }, { instances: [given] });
    expect(answer).toMatchObject({ verdict: 'break', witness: { source: 'given', instance: { tags: ['', ''] } } });
  });

  it('is not sought when switched off: then a break stays undecided', () => {
    const answer = isSubset({ type: 'integer' }, { type: 'string' }, { witness: false });
    expect(answer).toEqual({ verdict: 'undecided', reason: 'witness-off', candidate: 0 });
    expect(isSubset({ const: 1 }, { type: 'integer' }, { witness: false }).verdict).toBe('safe');
  });

  it('is the same on every run', () => {
    const a = { type: 'string', format: 'email' };
    const b = { type: 'string', format: 'email', pattern: '(?<=@)[a-m]' };
    const answers = [1, 2].map(() => JSON.stringify(isSubset(a, b, { formatAssertion: true, seed: 7 })));
    expect(answers[0]).toBe(answers[1]);
  });

  it('is undecided where nothing tells', () => {
    const answer = isSubset({ pattern: '^(?=a)ab$' }, { pattern: '^(?=ab)a' });
    expect(answer).toMatchObject({ verdict: 'undecided', reason: 'not-provable' });
  });

  it('is undecided, not silent, when the budget is used up', () => {
    const a = {
      allOf: Array.from({ length: 12 }, (_, i) => ({ anyOf: [{ required: [`x${i}`] }, { required: [`y${i}`] }] })),
    };
    expect(isSubset(a, { maxProperties: 30, required: ['z'] }, { steps: 5 })).toMatchObject({
      verdict: 'undecided',
      reason: 'budget',
    });
  });
});

describe('shrink', () => {
  it.each<[string, JsonValue, (value: JsonValue) => boolean, JsonValue]>([
    ['drops members', { a: 1, b: 2, c: 3 }, (v) => typeof v === 'object' && v !== null && 'b' in v, { b: 0 }],
    ['drops items', [1, 2, 3, 4], (v) => Array.isArray(v) && v.length >= 2, [0, 0]],
    ['shortens texts', 'abcdef', (v) => typeof v === 'string' && v.includes('d'), 'd'],
    ['lowers numbers', 1000, (v) => typeof v === 'number' && v > 10, 11],
    [
      'goes inside',
      { a: { b: [5, { c: 'xyz' }] } },
      (v) => JSON.stringify(v).includes('"c"'),
      { a: { b: [{ c: '' }] } },
    ],
  ])('%s', (_, value, isWitness, expected) => {
    expect(shrink(value, isWitness)).toEqual(expected);
  });

  it('keeps a value that nothing smaller replaces', () => {
    const value = { a: 1 };
    expect(shrink(value, () => false)).toBe(value);
  });
});

it('random numbers follow from the seed alone', () => {
  const sequence = (seed: number): number[] => {
    const random = new Random(seed);
    return Array.from({ length: 5 }, () => random.below(1000));
  };
  expect(sequence(1)).toEqual(sequence(1));
  expect(sequence(1)).not.toEqual(sequence(2));
  for (const value of sequence(3)) expect(value).toBeLessThan(1000);
});
