import { equalJson } from '../model/json/equal.ts';
import { pointerJoin } from '../model/json/pointer.ts';
import { isJsonObject, type JsonObject } from '../model/json/value.ts';
import { valuesAt } from './palette-places.ts';

/** Objects of one kind, and the spellings of each of their members: the canonical one first. */
interface AliasPlace {
  readonly place: string;
  readonly spellings: readonly (readonly [string, ...string[]])[];
}

export const METHOD_ALIASES = [
  ['id', 'name'],
  ['input_schema', 'input'],
  ['output_schema', 'output'],
] as const;
export const EVENT_ALIASES = [
  ['id', 'topic', 'name'],
  ['payload_schema', 'schema'],
] as const;
export const SECRET_ALIASES = [['validate', 'validate_pattern']] as const;

const PLACES: readonly AliasPlace[] = [
  { place: '/provides/services/*/methods/*', spellings: METHOD_ALIASES },
  { place: '/provides/events/*', spellings: EVENT_ALIASES },
  { place: '/secrets/*', spellings: SECRET_ALIASES },
];

/** One member that is written twice, under two names, with two values. */
export interface AliasConflict {
  /** Pointer of the second spelling. */
  readonly pointer: string;
  readonly first: string;
  readonly second: string;
}

/** Every member that two spellings give different values. */
export function aliasConflicts(json: JsonObject): AliasConflict[] {
  return PLACES.flatMap(({ place, spellings }) =>
    valuesAt(json, place).flatMap(({ pointer, value }) =>
      isJsonObject(value) ? spellings.flatMap((names) => conflictsIn(value, names, pointer)) : [],
    ),
  );
}

function conflictsIn(object: JsonObject, names: readonly string[], pointer: string): AliasConflict[] {
  const [first, ...others] = names.filter((name) => Object.hasOwn(object, name));
  if (first === undefined) return [];
  return others
    .filter((second) => !equalJson(object[first], object[second]))
    .map((second) => ({ pointer: pointerJoin(pointer, second), first, second }));
}
