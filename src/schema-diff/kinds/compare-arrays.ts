import type { Effect } from './catalogue.ts';
import { compareCount } from './compare-scalars.ts';
import type { ContainsView, Located, View } from './view.ts';
import type { WalkContext } from './walk-context.ts';

/** Compares items: positions, the rest, uniqueness and `contains`. */
export function compareArrays(a: View, b: View, same: boolean, walk: WalkContext): void {
  const shared = Math.min(a.prefix.length, b.prefix.length);
  for (let i = 0; i < shared; i += 1) walk.compare(a.prefix[i] ?? [], b.prefix[i] ?? []);
  if (a.rest.length > 0 && b.rest.length > 0 && !isClosing(a.rest, b.rest)) walk.compare(a.rest, b.rest);
  if (same) return;
  compareRest(a, b, walk);
  compareTupleLength(a, b, walk);
  const at = { baselinePointer: a.unique ?? a.pointer, currentPointer: b.unique ?? b.pointer };
  if (a.unique === undefined && b.unique !== undefined) walk.add('unique-items-set', at);
  if (a.unique !== undefined && b.unique === undefined) walk.add('unique-items-unset', at);
  compareContains(a, b, walk);
}

/** True where exactly one of the two forbids items, which is a change of its own. */
function isClosing(a: readonly Located[], b: readonly Located[]): boolean {
  return isFalse(a) !== isFalse(b);
}

function isFalse(all: readonly Located[]): boolean {
  return all.some(({ schema }) => schema === false);
}

function compareRest(a: View, b: View, walk: WalkContext): void {
  const bothSay = a.rest.length > 0 && b.rest.length > 0;
  if ((bothSay && !isClosing(a.rest, b.rest)) || (a.rest.length === 0 && b.rest.length === 0)) return;
  const effect = walk.effectOf(walk.node(a.rest, walk.baseline), walk.node(b.rest, walk.current));
  if (effect === 'none') return;
  walk.add('items-changed', {
    effect,
    baselinePointer: a.rest[0]?.pointer ?? a.pointer,
    currentPointer: b.rest[0]?.pointer ?? b.pointer,
    before: a.rest[0]?.schema,
    after: b.rest[0]?.schema,
  });
}

/** A position without a schema of its own has that of the rest. */
function compareTupleLength(a: View, b: View, walk: WalkContext): void {
  const [before, after] = [a.prefix.length, b.prefix.length];
  if (before === after) return;
  const effects = new Set<Effect>();
  for (let i = Math.min(before, after); i < Math.max(before, after); i += 1) {
    const left = walk.node(a.prefix[i] ?? a.rest, walk.baseline);
    const right = walk.node(b.prefix[i] ?? b.rest, walk.current);
    effects.add(walk.effectOf(left, right));
  }
  effects.delete('none');
  const [first] = effects;
  walk.add(after > before ? 'tuple-grew' : 'tuple-shrank', {
    effect: effects.size === 0 ? 'none' : effects.size === 1 && first !== undefined ? first : joined(effects),
    baselinePointer: a.prefix[Math.min(before, after)]?.[0]?.pointer ?? a.pointer,
    currentPointer: b.prefix[Math.min(before, after)]?.[0]?.pointer ?? b.pointer,
    before,
    after,
  });
}

function joined(effects: ReadonlySet<Effect>): Effect {
  return effects.has('unsure') ? 'unsure' : 'both';
}

function compareContains(a: View, b: View, walk: WalkContext): void {
  const left = a.contains.filter(says);
  const right = b.contains.filter(says);
  const rest = [...right];
  for (const before of left) {
    // The same schema first; otherwise the only one on each side.
    let found = rest.findIndex((after) => walk.isSame([before.schema], [after.schema]));
    if (found === -1 && left.length === 1 && rest.length === 1) found = 0;
    const [after] = found === -1 ? [] : rest.splice(found, 1);
    if (after === undefined) walk.add('contains-removed', containsAt(before, undefined, a, b));
    else compareContained(before, after, a, b, walk);
  }
  for (const after of rest) walk.add('contains-added', containsAt(undefined, after, a, b));
}

/** `minContains: 0` without a maximum says nothing. */
function says({ min, max }: ContainsView): boolean {
  return min.count > 0 || max.count !== Number.POSITIVE_INFINITY;
}

function containsAt(before: ContainsView | undefined, after: ContainsView | undefined, a: View, b: View) {
  return {
    baselinePointer: before?.schema.pointer ?? a.pointer,
    currentPointer: after?.schema.pointer ?? b.pointer,
    before: before?.schema.schema,
    after: after?.schema.schema,
  };
}

function compareContained(before: ContainsView, after: ContainsView, a: View, b: View, walk: WalkContext): void {
  compareCount(before.min, after.min, 'lower', [a, b], walk);
  compareCount(before.max, after.max, 'upper', [a, b], walk);
  const item = walk.effectOf(walk.node([before.schema], walk.baseline), walk.node([after.schema], walk.current));
  if (item === 'none') return;
  // A wider schema is easier to match, which only helps where no maximum is set.
  const capped = [before, after].some(({ max }) => max.count !== Number.POSITIVE_INFINITY);
  walk.add('contains-changed', { ...containsAt(before, after, a, b), effect: capped ? 'unsure' : item });
}
