import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { byCodeUnit } from '../../model/order.ts';
import { knowsKeyword } from '../dialect/keywords.ts';
import { resolveUri } from '../dialect/resolve-uri.ts';
import { subschemasOf } from '../dialect/subschemas.ts';
import type { ReferenceTarget } from './schema-set.ts';
import { own, RECURSIVE, type WrittenSchema } from './written-schema.ts';

/** Where a reference leads by itself, with the dynamic anchor that it names, where it names one. */
export interface FirstTarget extends ReferenceTarget {
  readonly anchor?: string;
}

/** Gives where a reference of a schema leads by itself; undefined where it leads nowhere. */
export type Follow = (holder: JsonObject, written: WrittenSchema, keyword: Reference) => FirstTarget | undefined;

/** Keywords that refer, and whether where they lead depends on what was entered before. */
export const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'] as const;
export type Reference = (typeof REFERENCES)[number];

/** Ways that are followed at most: schemas that re-bind names over and over have no end of them. */
const MOST_WAYS = 100_000;

/** The outermost place of each dynamic anchor on a way, by its name. */
type Scope = ReadonlyMap<string, ReferenceTarget>;

interface Way {
  readonly schema: JsonValue;
  readonly written: WrittenSchema;
  readonly scope: Scope;
}

/**
 * Where each dynamic reference leads that a value can come to, by the schema that has it (JSON Schema 2020-12 core
 * §8.2.3.2, 2019-09 core §8.2.4.2): all that is outermost on some way from the root to it. Where that is one place, the
 * reference means the same as a plain one. A reference that no way leads to is not among them.
 * @returns undefined where there are too many ways to follow
 */
export function dynamicTargets(
  home: WrittenSchema,
  follow: Follow,
): ReadonlyMap<JsonObject, readonly ReferenceTarget[]> | undefined {
  const found = new Map<JsonObject, ReferenceTarget[]>();
  const known = new Map<JsonObject, Set<string>>();
  const numbers = new Map<JsonObject, number>();
  const keyOf = (scope: Scope): string =>
    [...scope]
      .map(([name, { schema }]) => `${name} ${isJsonObject(schema) ? numberOf(numbers, schema) : ''}`)
      .sort(byCodeUnit)
      .join();
  const waiting: Way[] = [{ schema: home.root, written: home, scope: new Map() }];
  let ways = 0;
  for (let way = waiting.pop(); way !== undefined; way = waiting.pop()) {
    const { schema, written } = way;
    if (!isJsonObject(schema)) continue;
    const scope = entered(way.scope, schema, written);
    const scopes = known.get(schema) ?? new Set();
    known.set(schema, scopes);
    const key = keyOf(scope);
    if (scopes.has(key)) continue;
    scopes.add(key);
    ways += 1;
    if (ways > MOST_WAYS) return undefined;
    for (const keyword of REFERENCES) {
      if (typeof own(schema, keyword) !== 'string' || !knowsKeyword(written.dialect, keyword)) continue;
      const first = follow(schema, written, keyword);
      if (first === undefined) continue;
      const target = first.anchor === undefined ? first : (scope.get(first.anchor) ?? first);
      if (keyword !== '$ref') note(found, schema, target);
      waiting.push({ schema: target.schema, written: target.written, scope });
    }
    for (const sub of subschemasOf(schema))
      if (sub.keyword !== '$defs' && sub.keyword !== 'definitions')
        waiting.push({ schema: sub.schema, written, scope });
  }
  return found;
}

/** The scope within a schema: where it belongs to a resource that is entered first, with that one's anchors. */
function entered(scope: Scope, schema: JsonObject, written: WrittenSchema): Scope {
  const anchors = written.dynamicAnchors.get(written.places.get(schema)?.base ?? written.base);
  if (anchors === undefined || [...anchors.keys()].every((name) => scope.has(name))) return scope;
  const within = new Map(scope);
  for (const [name, anchored] of anchors) if (!within.has(name)) within.set(name, { written, schema: anchored });
  return within;
}

function note(found: Map<JsonObject, ReferenceTarget[]>, holder: JsonObject, target: ReferenceTarget): void {
  const targets = found.get(holder) ?? [];
  if (!targets.some(({ schema }) => schema === target.schema)) targets.push(target);
  found.set(holder, targets);
}

function numberOf(numbers: Map<JsonObject, number>, schema: JsonObject): number {
  const number = numbers.get(schema) ?? numbers.size;
  numbers.set(schema, number);
  return number;
}

/** The name of the dynamic anchor that a reference names and leads to; undefined where it leads elsewhere. */
export function anchorOf(
  keyword: Reference,
  reference: string,
  { schema, written }: ReferenceTarget,
): string | undefined {
  if (keyword === '$ref' || !isJsonObject(schema)) return undefined;
  const anchors = written.dynamicAnchors.get(written.places.get(schema)?.base ?? written.base);
  const name = keyword === '$recursiveRef' ? RECURSIVE : resolveUri(reference, written.base).fragment;
  return anchors?.get(name) === schema ? name : undefined;
}
