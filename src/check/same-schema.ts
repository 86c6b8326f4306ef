import type { UserSchema } from '../contract/model.ts';
import { equalJson } from '../model/json/equal.ts';

const known = new WeakMap<object, WeakMap<object, boolean>>();

/** Whether two schemas say the same, annotations and all. Asked once for each pair, because most schemas never change and many rules ask. */
export function sameSchema(a: UserSchema | undefined, b: UserSchema | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  let answers = known.get(a);
  if (answers === undefined) {
    answers = new WeakMap();
    known.set(a, answers);
  }
  let same = answers.get(b);
  if (same === undefined) {
    same = equalJson(a, b);
    answers.set(b, same);
  }
  return same;
}
