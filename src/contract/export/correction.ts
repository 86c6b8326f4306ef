import { canonicalJson } from '../../model/json/canonical.ts';
import { equalJson } from '../../model/json/equal.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { hidden } from '../import/restore.ts';

/**
 * What an import would guess wrong about a descriptor, in the form that `restored` reads; undefined where it guesses all.
 * @param meant the descriptor @param guess what the plain document says to an import
 */
export function correction(meant: object, guess: object): JsonObject | undefined {
  const [want, have] = [members(meant), members(guess)];
  const differing = [...want].filter(([name, value]) => !have.has(name) || !equalJson(value, have.get(name)));
  const set = differing.map(([name, value]) => [name, hidden(value)] as const);
  const absent = [...have.keys()].filter((name) => !want.has(name));
  const result: JsonObject = {
    ...(set.length === 0 ? {} : { set: Object.fromEntries(set) }),
    ...(absent.length === 0 ? {} : { absent }),
  };
  return Object.keys(result).length === 0 ? undefined : result;
}

/** The members that are there; what is null by nature (`deprecation`) counts as there. */
function members(value: object): Map<string, JsonValue> {
  return new Map(Object.entries(value).filter(([, member]) => member !== undefined));
}

/** A value that is JSON by its making, as JSON's type. */
export function asJson(value: unknown): JsonValue {
  const copy: unknown = JSON.parse(canonicalJson(value));
  return isJson(copy) ? copy : null;
}

function isJson(value: unknown): value is JsonValue {
  return (
    value === null ||
    ['string', 'number', 'boolean'].includes(typeof value) ||
    Array.isArray(value) ||
    isJsonObject(value)
  );
}
