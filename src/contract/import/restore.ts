import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { isList } from '../map-subschemas.ts';

/**
 * Where an export writes what its format can't say. `{set, absent}`: members to take, their references hidden (no other
 * tool should follow them here), and members to take away.
 */
export const RESTORED = 'x-assay-descriptor';

/** The same for the contract as a whole, at the document's root. */
export const RESTORED_CONTRACT = 'x-assay-contract';

/** What was guessed from the plain document, corrected by what an export of ours wrote beside it. */
export function restored(guess: JsonObject, holder: JsonObject, mark = RESTORED): JsonObject {
  const correction = holder[mark];
  if (!isJsonObject(correction)) return guess;
  const { set, absent } = correction;
  const gone = new Set(isList(absent) ? absent : []);
  const kept = Object.entries(guess).filter(([name]) => !gone.has(name));
  return Object.fromEntries([...kept, ...entries(set).map(([name, value]) => [name, shown(value)] as const)]);
}

function entries(value: JsonValue | undefined): [string, JsonValue][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

const HIDDEN = /^~|^\$(?:ref|dynamicRef|recursiveRef|id|anchor|dynamicAnchor)$/;

/** A value whose references no tool sees: `$ref` is written `~$ref`. */
export function hidden(value: JsonValue): JsonValue {
  return renamed(value, (name) => (HIDDEN.test(name) ? `~${name}` : name));
}

function shown(value: JsonValue): JsonValue {
  return renamed(value, (name) => (name.startsWith('~') ? name.slice(1) : name));
}

function renamed(value: JsonValue, rename: (name: string) => string): JsonValue {
  if (isList(value)) return value.map((item) => renamed(item, rename));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [rename(name), renamed(member, rename)]));
}
