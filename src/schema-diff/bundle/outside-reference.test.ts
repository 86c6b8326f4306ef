import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../model/json/value.ts';
import { outsideReference } from './outside-reference.ts';

const OUT = { $ref: 'https://hub.example/x.json' };

describe('outsideReference', () => {
  it.each<[JsonValue, string]>([
    [OUT, '/$ref'],
    [{ properties: { a: { items: OUT } } }, '/properties/a/items/$ref'],
    [{ properties: { default: OUT } }, '/properties/default/$ref'],
    [{ $defs: { enum: OUT } }, '/$defs/enum/$ref'],
    [{ anyOf: [true, OUT] }, '/anyOf/1/$ref'],
    [{ 'x-shared': { a: OUT } }, '/x-shared/a/$ref'],
    [{ dependencies: { a: ['b'], c: OUT } }, '/dependencies/c/$ref'],
  ])('%j', (schema, pointer) => {
    expect(outsideReference(schema, '')).toEqual({ reference: OUT.$ref, pointer });
  });

  it.each<JsonValue>([
    { default: OUT },
    { const: OUT },
    { enum: [OUT] },
    { examples: [{ a: OUT }] },
    { properties: { $ref: { type: 'string' } } },
    { properties: { a: { example: OUT } } },
    { $ref: '#/$defs/a', $defs: { a: true } },
    true,
  ])('%j has none', (schema) => {
    expect(outsideReference(schema, '')).toBeUndefined();
  });
});
