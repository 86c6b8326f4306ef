import { expect, it } from 'vitest';
import { sameSchema } from './same-schema.ts';

it.each([
  [undefined, undefined, true],
  [undefined, true, false],
  [true, true, true],
  [true, false, false],
  [{}, true, false],
  [{ type: 'string' }, { type: 'string' }, true],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ title: 'A' }, { title: 'B' }, false],
])('%j and %j: %s, and again', (a, b, expected) => {
  expect([sameSchema(a, b), sameSchema(a, b), sameSchema(b, a)]).toEqual([expected, expected, expected]);
});
