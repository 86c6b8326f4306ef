import type { JsonValue } from '../../model/json/value.ts';

/** The six JSON types as bits; `integer` is a number that is a multiple of one. */
export const TYPE = { null: 1, boolean: 2, number: 4, string: 8, array: 16, object: 32 } as const;
export const ALL_TYPES = 63;

export const TYPE_BITS: readonly number[] = [1, 2, 4, 8, 16, 32];

/** The bit of a value's type. */
export function typeOf(value: JsonValue): number {
  if (value === null) return TYPE.null;
  switch (typeof value) {
    case 'boolean':
      return TYPE.boolean;
    case 'number':
      return TYPE.number;
    case 'string':
      return TYPE.string;
    default:
      return Array.isArray(value) ? TYPE.array : TYPE.object;
  }
}
