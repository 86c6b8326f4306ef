import type { JsonValue } from '../../src/model/json/value.ts';
import type { CompareOptions } from '../../src/schema-diff/options.ts';

/** What changed, and `kind effect` of every difference in order. */
export type KindRow = readonly [
  what: string,
  baseline: JsonValue,
  current: JsonValue,
  kinds: readonly string[],
  options?: CompareOptions,
];

/** An object schema. */
export const obj = (properties: Record<string, JsonValue>, more: Record<string, JsonValue> = {}): JsonValue => ({
  type: 'object',
  properties,
  ...more,
});
