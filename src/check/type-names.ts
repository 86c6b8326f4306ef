import type { UserSchema } from '../contract/model.ts';
import { semanticText } from '../contract/semantic-schema.ts';
import { groupBy } from '../model/group-by.ts';
import { pointerJoin } from '../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { byCodeUnit } from '../model/order.ts';
import { subschemasOf } from '../schema-diff/dialect/subschemas.ts';

/** A type that generators call otherwise now. */
export interface TypeRename {
  /** Where the type is described now: a pointer into the schema. */
  readonly pointer: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Every schema object of a schema, with its pointer; definitions too. */
export function* schemaObjects(schema: JsonValue, pointer = ''): Generator<{ pointer: string; schema: JsonObject }> {
  if (!isJsonObject(schema)) return;
  yield { pointer, schema };
  for (const sub of subschemasOf(schema)) yield* schemaObjects(sub.schema, pointer + sub.pointer);
}

/**
 * Types that have another name: a title that changed, came or went, or a definition that is the same under another key.
 * Generators name types by both.
 */
export function typeRenames(baseline: UserSchema | undefined, current: UserSchema | undefined): TypeRename[] {
  if (!isJsonObject(baseline) || !isJsonObject(current)) return [];
  return [...titleRenames(baseline, current), ...definitionRenames(baseline, current)];
}

function titleRenames(baseline: JsonObject, current: JsonObject): TypeRename[] {
  const before = titles(baseline);
  return [...titles(current)].flatMap(([pointer, now]): TypeRename[] => {
    const then = before.get(pointer);
    // Another number of alternatives is another schema, not another name.
    if (then === undefined || then.length !== now.length) return [];
    const [gone, fresh] = [difference(then, now), difference(now, then)];
    return fresh.map((title, index) => ({
      pointer: pointerJoin(pointer, 'title'),
      before: gone[index] || undefined,
      after: title || undefined,
    }));
  });
}

/** The titles at each place, sorted, '' for none; alternatives may stand in any order, so they share a place. */
function titles(schema: JsonObject): Map<string, string[]> {
  const named = [...schemaObjects(schema)].filter(({ pointer, schema: part }) => pointer === '' || hasType(part));
  const places = groupBy(named, ({ pointer }) => pointer.replace(/\/(allOf|anyOf|oneOf)\/\d+/g, '/$1/*'));
  return new Map(
    [...places].map(([pointer, found]) => [
      pointer,
      found.map(({ schema: { title } }) => (typeof title === 'string' ? title : '')).sort(byCodeUnit),
    ]),
  );
}

/** Generators give a type of its own to objects, enumerations and combinations; a plain string has no name to change. */
function hasType(schema: JsonObject): boolean {
  return ['allOf', 'anyOf', 'enum', 'oneOf', 'properties'].some((keyword) => Object.hasOwn(schema, keyword));
}

/** What a sorted list has beyond another, counting repeats. */
function difference(all: readonly string[], some: readonly string[]): string[] {
  const left = [...some];
  return all.filter((item) => {
    const at = left.indexOf(item);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

function definitionRenames(baseline: JsonObject, current: JsonObject): TypeRename[] {
  return ['$defs', 'definitions'].flatMap((keyword) => {
    const [before, after] = [definitions(baseline, keyword), definitions(current, keyword)];
    const fresh = [...after].filter(([name]) => !before.has(name)).sort(([a], [b]) => byCodeUnit(a, b));
    return [...before].flatMap(([name, text]): TypeRename[] => {
      const now = after.has(name) ? undefined : fresh.find(([, other]) => other === text)?.[0];
      return now === undefined ? [] : [{ pointer: pointerJoin('', keyword, now), before: name, after: now }];
    });
  });
}

function definitions(schema: JsonObject, keyword: string): Map<string, string> {
  const map = schema[keyword];
  if (!isJsonObject(map)) return new Map();
  return new Map(
    Object.entries(map).flatMap(([name, item]) =>
      isJsonObject(item) || typeof item === 'boolean' ? [[name, semanticText(item)] as const] : [],
    ),
  );
}
