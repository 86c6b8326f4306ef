import type { JsonDocument } from '../../model/json/parse.ts';
import { pointerGet, pointerJoin, pointerTokens } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonValue } from '../../model/json/value.ts';
import { findLeaks } from '../../model/leaks.ts';
import { byCodeUnit } from '../../model/order.ts';
import { isList } from '../map-subschemas.ts';
import { refuseLeaks } from '../refuse-leaks.ts';

/** A source without the examples that a contract must not carry, and a note about each kind of them. */
export interface CleanSource {
  readonly value: JsonValue;
  readonly notes: readonly string[];
}

/**
 * Takes out examples that hold what must not be published: other systems' documents show links with queries, and what a
 * contract says does not hang on an example.
 * @param document where it was imported from @throws AssayError leak-found (integrity) for a leak elsewhere
 */
export function withoutLeakingExamples(value: JsonValue, document: Pick<JsonDocument, 'locate'>): CleanSource {
  const places = new Map<string, string>();
  for (const { kind, pointer } of findLeaks(value)) {
    const example = exampleAround(value, pointer);
    if (example !== undefined && !places.has(example)) places.set(example, kind);
  }
  const clean = without(value, '', new Set(places.keys()));
  refuseLeaks({ value: clean, locate: (pointer) => document.locate(pointer) }, 'a contract');
  const kinds = [...new Set(places.values())].sort(byCodeUnit);
  return {
    value: clean,
    notes: kinds.map((kind) => noteOf(kind, [...places.values()].filter((one) => one === kind).length)),
  };
}

function noteOf(kind: string, count: number): string {
  return `${count === 1 ? 'an example' : `${count} examples`} that a contract must not carry (${kind}) ${count === 1 ? 'is' : 'are'} left out`;
}

/** The pointer of the example that a place lies in: an item of a list under `examples`. */
function exampleAround(root: JsonValue, pointer: string): string | undefined {
  const tokens = pointerTokens(pointer);
  for (const [index, token] of tokens.entries()) {
    if (token !== 'examples') continue;
    for (const depth of [index + 1, index + 2]) {
      const list = pointerGet(root, pointerJoin('', ...tokens.slice(0, depth)));
      if (isList(list) && tokens.length > depth) return pointerJoin('', ...tokens.slice(0, depth + 1));
    }
  }
  return undefined;
}

function without(value: JsonValue, pointer: string, gone: ReadonlySet<string>): JsonValue {
  if (gone.size === 0) return value;
  if (isList(value))
    return value.flatMap((item, index) => {
      const at = pointerJoin(pointer, index);
      return gone.has(at) ? [] : [without(item, at, gone)];
    });
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, without(item, pointerJoin(pointer, name), gone)]),
  );
}
