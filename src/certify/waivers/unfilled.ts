import { pointerJoin } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonValue } from '../../model/json/value.ts';

/** A text that only the author of a waiver can write, with what it should say. The format refuses it where it is short. */
export function toFillIn(what: string): string {
  return `TODO: ${what}`;
}

/** Pointers of all texts of a document that wait for their author. */
export function unfilledTexts(value: JsonValue, at = ''): string[] {
  if (typeof value === 'string') return /^\s*TODO\b/i.test(value) ? [at] : [];
  if (Array.isArray(value)) return value.flatMap((item: JsonValue, index) => unfilledTexts(item, `${at}/${index}`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, item]) => unfilledTexts(item, pointerJoin(at, name)));
}
