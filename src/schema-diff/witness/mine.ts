import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { subschemasOf } from '../dialect/subschemas.ts';
import { FORMAT_SAMPLES } from '../subset/format-samples.ts';

/** Values and member names that the schemas themselves spell out, and values at the edges of what they bound. */
export interface Pool {
  readonly values: readonly JsonValue[];
  readonly names: readonly string[];
}

const MAX_VALUES = 400;
const MAX_NAMES = 200;
const MAX_TEXT = 200;
const PLAIN: readonly JsonValue[] = [null, true, false, 0, 1, -1, 0.5, '', 'a', [], {}];

/** Gathers the pool of several schemas. */
export function minePool(schemas: readonly JsonValue[]): Pool {
  const values = new Map<string, JsonValue>();
  const names = new Set<string>();
  const add = (value: JsonValue): void => {
    if (values.size < MAX_VALUES) values.set(JSON.stringify(value), value);
  };
  for (const value of PLAIN) add(value);
  const work: JsonValue[] = [...schemas];
  for (let visited = 0; visited < 5_000; visited += 1) {
    const schema = work.pop();
    if (schema === undefined) break;
    if (!isJsonObject(schema)) continue;
    for (const value of edgesOf(schema)) add(value);
    for (const name of namesOf(schema)) if (names.size < MAX_NAMES) names.add(name);
    for (const sub of subschemasOf(schema)) work.push(sub.schema);
  }
  names.add('a');
  return { values: [...values.values()], names: [...names] };
}

function* edgesOf(schema: JsonObject): Iterable<JsonValue> {
  for (const keyword of ['enum', 'examples']) {
    const list = schema[keyword];
    if (Array.isArray(list)) yield* list.slice(0, 50);
  }
  for (const keyword of ['const', 'default', 'example']) {
    const value = schema[keyword];
    if (value !== undefined) yield value;
  }
  for (const keyword of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']) {
    const bound = schema[keyword];
    // Twice the largest double is no number that JSON could carry.
    if (typeof bound === 'number')
      yield* [bound, bound + 1, bound - 1, bound / 2, bound * 2].filter((near) => Number.isFinite(near));
  }
  for (const keyword of ['minLength', 'maxLength']) {
    const length = schema[keyword];
    if (typeof length !== 'number' || length > MAX_TEXT) continue;
    for (const near of [length - 1, length, length + 1]) if (near >= 0) yield 'a'.repeat(near);
  }
  const { format, pattern } = schema;
  if (typeof format === 'string') yield* FORMAT_SAMPLES[format] ?? [];
  if (typeof pattern === 'string' && pattern.length < MAX_TEXT) yield* wordsNear(pattern);
}

/** The plain runs of a pattern: cheap texts that come close where the pattern itself has no automaton. */
function wordsNear(pattern: string): string[] {
  const runs = pattern.match(/[A-Za-z0-9_ -]{1,30}/g) ?? [];
  return [...runs.slice(0, 5), runs.join('')];
}

function* namesOf(schema: JsonObject): Iterable<string> {
  for (const keyword of ['properties', 'dependencies', 'dependentRequired', 'dependentSchemas']) {
    const map = schema[keyword];
    if (isJsonObject(map)) yield* Object.keys(map);
  }
  const { required, patternProperties } = schema;
  if (Array.isArray(required)) for (const name of required) if (typeof name === 'string') yield name;
  if (isJsonObject(patternProperties)) for (const pattern of Object.keys(patternProperties)) yield* wordsNear(pattern);
}
