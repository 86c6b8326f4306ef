import { isJsonObject, type JsonValue } from '../../model/json/value.ts';

const MAX_CHECKS = 400;
/** Characters that are copied at most: a large witness is shrunk less. */
const MAX_COPIED = 400_000;

/** The smallest instance near the given one that is still a witness: fewer members and items, shorter texts, plainer values. */
export function shrink(witness: JsonValue, isWitness: (value: JsonValue) => boolean): JsonValue {
  let checks = 0;
  let best = witness;
  const limit = Math.min(MAX_CHECKS, MAX_COPIED / JSON.stringify(witness).length);
  for (let progress = true; progress && checks < limit; ) {
    progress = false;
    for (const smaller of smallerThan(best)) {
      checks += 1;
      if (checks > limit) break;
      if (!isWitness(smaller)) continue;
      best = smaller;
      progress = true;
      break;
    }
  }
  return best;
}

/** Simpler values, the simplest first. Each one is smaller by a measure that can't fall for ever. */
function* smallerThan(value: JsonValue): Iterable<JsonValue> {
  if (Array.isArray(value)) yield* smallerArrays(value);
  else if (isJsonObject(value)) yield* smallerObjects(Object.entries(value));
  else if (typeof value === 'string') yield* smallerTexts(value);
  else if (typeof value === 'number') yield* smallerNumbers(value);
  else if (value === true) yield false;
}

function* smallerArrays(items: readonly JsonValue[]): Iterable<JsonValue> {
  if (items.length > 0) yield [];
  if (items.length > 3) {
    yield items.slice(0, items.length >> 1);
    yield items.slice(items.length >> 1);
  }
  for (let i = 0; i < items.length; i += 1) yield items.filter((_, at) => at !== i);
  for (const [i, item] of items.entries())
    for (const smaller of smallerParts(item)) yield items.map((other, at) => (at === i ? smaller : other));
}

function* smallerObjects(members: readonly (readonly [string, JsonValue])[]): Iterable<JsonValue> {
  if (members.length > 0) yield {};
  if (members.length > 3) {
    yield Object.fromEntries(members.slice(0, members.length >> 1));
    yield Object.fromEntries(members.slice(members.length >> 1));
  }
  for (let i = 0; i < members.length; i += 1) yield Object.fromEntries(members.filter((_, at) => at !== i));
  for (const [i, [name, member]] of members.entries())
    for (const smaller of smallerParts(member))
      yield Object.fromEntries(members.map((other, at) => (at === i ? [name, smaller] : other)));
}

/** A part may also become a plain value of another type; the whole may not, because its type is often the point. */
function* smallerParts(part: JsonValue): Iterable<JsonValue> {
  const isBig = typeof part === 'object' && part !== null && JSON.stringify(part).length > 2;
  if (isBig) yield* [null, false, 0, ''];
  yield* smallerThan(part);
}

function* smallerTexts(text: string): Iterable<JsonValue> {
  const chars = [...text];
  if (chars.length === 0) return;
  yield '';
  if (chars.length > 1) yield chars.slice(0, chars.length >> 1).join('');
  yield chars.slice(0, -1).join('');
  if (chars.length > 1) yield chars.slice(1).join('');
}

function* smallerNumbers(value: number): Iterable<JsonValue> {
  if (value === 0) return;
  yield 0;
  if (!Number.isInteger(value)) yield Math.trunc(value);
  if (value < 0) yield -value;
  const half = Math.trunc(value / 2);
  if (Math.abs(half) < Math.abs(value)) yield half;
  if (Number.isInteger(value) && Math.abs(value) > 1) yield value - Math.sign(value);
}
