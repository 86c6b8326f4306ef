import { TYPE, typeOf } from '../ir/types-mask.ts';
import type { View } from './view.ts';
import type { WalkContext } from './walk-context.ts';

const MAX_VALUES = 50;

/** Compares types and enumerated values; true where the two have no type in common. */
export function compareTypes(a: View, b: View, walk: WalkContext): boolean {
  const at = { baselinePointer: a.typePointer, currentPointer: b.typePointer };
  const [left, right] = [effectiveMask(a), effectiveMask(b)];
  const said = { ...at, before: typeNames(a), after: typeNames(b) };
  if (a.mask !== b.mask || a.integer !== b.integer) {
    if ((left & right) === 0 && left !== 0 && right !== 0) {
      walk.add('type-disjoint', said);
      return true;
    }
    const numbers = (left & right & TYPE.number) !== 0;
    const wider = (right & ~left) !== 0 || (numbers && a.integer && !b.integer);
    const narrower = (left & ~right) !== 0 || (numbers && !a.integer && b.integer);
    if (wider) walk.add('type-widened', said);
    if (narrower) walk.add('type-narrowed', said);
  }
  compareValues(a, b, walk);
  return false;
}

/** The types that are left once the enumerated values are looked at too. */
function effectiveMask({ mask, values }: View): number {
  if (values === undefined) return mask;
  let listed = 0;
  for (const value of values.values()) listed |= typeOf(value);
  return mask & listed;
}

function typeNames({ mask, integer }: View): string {
  const names = Object.entries(TYPE).flatMap(([name, bit]) => ((mask & bit) === 0 ? [] : [name]));
  if (names.length === 6) return integer ? 'any type, integers only' : 'any type';
  return names.map((name) => (name === 'number' && integer ? 'integer' : name)).join(' | ') || 'no type';
}

function compareValues(a: View, b: View, walk: WalkContext): void {
  const at = { baselinePointer: a.valuesPointer, currentPointer: b.valuesPointer };
  if (a.values === undefined || b.values === undefined) {
    if (b.values !== undefined) walk.add('enum-introduced', { ...at, after: [...b.values.values()] });
    if (a.values !== undefined) walk.add('enum-dropped', { ...at, before: [...a.values.values()] });
    return;
  }
  const { values: left } = a;
  const { values: right } = b;
  const removed = [...left].filter(([key]) => !right.has(key)).map(([, value]) => value);
  const added = [...right].filter(([key]) => !left.has(key)).map(([, value]) => value);
  if (left.size === 1 && right.size === 1 && removed.length === 1) {
    walk.add('const-changed', { ...at, before: removed[0], after: added[0] });
    return;
  }
  for (const value of removed.slice(0, MAX_VALUES)) walk.add('enum-value-removed', { ...at, before: value });
  for (const value of added.slice(0, MAX_VALUES)) walk.add('enum-value-added', { ...at, after: value });
}
