import { pointerTokens } from '../../../model/json/pointer.ts';
import { isJsonObject, type JsonValue } from '../../../model/json/value.ts';
import { mapSubschemas } from '../../map-subschemas.ts';

/** The tokens of a reference by pointer into the schema itself; undefined for an anchor or what can't be read. */
export function localReference(reference: string): string[] | undefined {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined;
  try {
    return pointerTokens(decodeURIComponent(reference.slice(1)));
  } catch {
    return undefined;
  }
}

export interface Reached {
  readonly names: ReadonlySet<string>;
  /** Whether a reference on the way leads to another part of the schema than its definitions. */
  readonly leavesDefs: boolean;
}

/** Every definition that one can reach, itself among them. */
export function reachedDefinitions(defs: ReadonlyMap<string, JsonValue>, from: string): Reached {
  const names = new Set<string>();
  let leavesDefs = false;
  const waiting = [from];
  const visit = (value: JsonValue): JsonValue => {
    if (!isJsonObject(value) || typeof value.$id === 'string') return value;
    const [first, name] = (typeof value.$ref === 'string' ? localReference(value.$ref) : ['$defs']) ?? ['$defs'];
    if (first !== '$defs' || (name !== undefined && !defs.has(name))) leavesDefs = true;
    else if (name !== undefined) waiting.push(name);
    return mapSubschemas(value, visit);
  };
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (names.has(next)) continue;
    names.add(next);
    visit(defs.get(next) ?? true);
  }
  return { names, leavesDefs };
}
