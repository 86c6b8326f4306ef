import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../model/json/value.ts';
import { classify } from './classify.ts';
import type { ContentModel } from './modes/content-model.ts';

const S = { type: 'string' };
const open = (properties: Record<string, JsonValue>, more: Record<string, JsonValue> = {}): JsonValue => ({
  type: 'object',
  properties,
  ...more,
});
const closed = (properties: Record<string, JsonValue>, more: Record<string, JsonValue> = {}): JsonValue =>
  open(properties, { ...more, additionalProperties: false });
const explicit = (properties: Record<string, JsonValue>): JsonValue => open(properties, { additionalProperties: true });

const MODELS: readonly ContentModel[] = ['exact', 'declared', 'tolerant'];

/** [what, baseline, current, input: exact declared tolerant, output: exact declared tolerant] with S safe and B break. */
const TABLE: readonly (readonly [string, JsonValue, JsonValue, string, string])[] = [
  ['optional property added, unspecified', open({ a: S }), open({ a: S, b: S }), 'BSS', 'SSS'],
  ['optional property added, explicitly open', explicit({ a: S }), open({ a: S, b: S }), 'BBB', 'SSS'],
  ['optional property added, closed', closed({ a: S }), closed({ a: S, b: S }), 'SSS', 'BBS'],
  ['required property added', open({ a: S }), open({ a: S, b: S }, { required: ['b'] }), 'BBB', 'SSS'],
  ['optional property removed, unspecified', open({ a: S, b: S }), open({ a: S }), 'SSS', 'BSS'],
  ['optional property removed, closed', closed({ a: S, b: S }), closed({ a: S }), 'BBB', 'SSS'],
  ['required property removed', open({ a: S }, { required: ['a'] }), open({ b: S }), 'BSS', 'BBB'],
  ['closed', open({ a: S }), closed({ a: S }), 'BSS', 'SSS'],
  ['closed, was explicitly open', explicit({ a: S }), closed({ a: S }), 'BBB', 'SSS'],
  ['opened', closed({ a: S }), open({ a: S }), 'SSS', 'BSS'],
  ['opened explicitly', closed({ a: S }), explicit({ a: S }), 'SSS', 'BBS'],
  ['type narrowed', open({ a: { type: ['string', 'null'] } }), open({ a: S }), 'BBB', 'SSS'],
  ['a free map stays open', { type: 'object' }, open({ a: S }), 'BBB', 'SSS'],
  ['nested objects', open({ o: open({ a: S }) }), open({ o: open({ a: S, b: S }) }), 'BSS', 'SSS'],
  ['items', { type: 'array', items: closed({ a: S }) }, { type: 'array', items: closed({ a: S, b: S }) }, 'SSS', 'BBS'],
  [
    'a required name counts as declared',
    open({ a: S }, { required: ['x'] }),
    open({ a: S, x: S }, { required: ['x'] }),
    'BBB',
    'SSS',
  ],
];

describe('classify', () => {
  const letters: Readonly<Record<string, string>> = { safe: 'S', break: 'B', undecided: '?' };
  const read = (baseline: JsonValue, current: JsonValue, direction: 'input' | 'output'): string =>
    MODELS.map((model) => letters[classify(baseline, current, direction, model).inclusion.verdict]).join('');

  it.each(TABLE)('%s', (_, baseline, current, input, output) => {
    expect([read(baseline, current, 'input'), read(baseline, current, 'output')]).toEqual([input, output]);
  });

  it('closes over what references and allOf declare together', () => {
    const baseline = {
      allOf: [{ $ref: '#/$defs/base' }, { properties: { b: S } }],
      $defs: { base: { type: 'object', properties: { a: S } } },
    };
    const current = { ...baseline, allOf: [{ $ref: '#/$defs/base' }, { properties: { b: S, c: S } }] };
    expect(read(baseline, current, 'input')).toBe('BSS');
    expect(read(baseline, { ...baseline, required: ['b'] }, 'input')).toBe('BBB');
  });

  it('closes recursive schemas of draft-07', () => {
    const tree = (more: Record<string, JsonValue>): JsonValue => ({
      $schema: 'http://json-schema.org/draft-07/schema#',
      definitions: { node: open({ children: { type: 'array', items: { $ref: '#/definitions/node' } }, ...more }) },
      $ref: '#/definitions/node',
    });
    expect(read(tree({}), tree({ label: S }), 'input')).toBe('BSS');
    expect(read(tree({ label: S }), tree({}), 'output')).toBe('BSS');
  });

  it('leaves what is negated as it is', () => {
    const baseline = { ...Object(open({ a: S })), not: open({ a: { const: 'x' } }, { required: ['a'] }) };
    const verdict = classify(
      baseline,
      { not: { required: ['a'], properties: { a: { const: 'x' } } } },
      'input',
      'declared',
    );
    expect(verdict.inclusion.verdict).toBe('safe');
  });

  it('lets a tolerant consumer take the first alternative that fits', () => {
    const one = closed({ a: S }, { required: ['a'] });
    const two = closed({ a: S, b: S }, { required: ['a', 'b'] });
    expect(
      read({ oneOf: [one, two] }, { oneOf: [one, two, closed({ a: S, c: S }, { required: ['a', 'c'] })] }, 'output'),
    ).toBe('BBS');
  });

  it.each<[JsonValue, JsonValue, 'input' | 'output', readonly string[]]>([
    [open({}), open({ a: S }), 'input', ['break', 'safe', 'safe']],
    [closed({}), closed({ a: S }), 'output', ['break', 'break', 'safe']],
    [open({ a: S }), open({}), 'output', ['break', 'safe', 'safe']],
    [open({ a: S }), closed({ a: S }), 'input', ['break', 'unsure', 'unsure']],
    [closed({ a: S }), open({ a: S }), 'output', ['break', 'safe', 'note']],
    [{ title: 'a' }, { title: 'b' }, 'input', ['note', 'note', 'note']],
  ])('reads single changes: %j to %j as %s', (baseline, current, direction, readings) => {
    const found = MODELS.map((model) =>
      classify(baseline, current, direction, model)
        .changes.map((change) => change.reading)
        .join(),
    );
    expect(found).toEqual(readings);
  });

  it('reports faults instead of a verdict', () => {
    const answer = classify({ type: 'nothing' }, {}, 'input', 'declared');
    expect(answer).toMatchObject({
      inclusion: { verdict: 'undecided', reason: 'schema-fault' },
      faults: [{ side: 'baseline', code: 'invalid-schema', pointer: '/type' }],
    });
  });
});
