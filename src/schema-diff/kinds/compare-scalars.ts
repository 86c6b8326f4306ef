import type { Node } from '../ir/node.ts';
import { ceil, compareRational, floor, fraction, isMultiple, type Rational, toNumber } from '../rational.ts';
import { compilePattern } from '../regex/pattern.ts';
import { type BoundView, type CountView, LOWER_COUNTS, UPPER_COUNTS, type View } from './view.ts';
import type { WalkContext } from './walk-context.ts';

/** Compares numeric bounds, counts, steps and patterns. */
export function compareScalars(a: View, b: View, walk: WalkContext): void {
  compareBound(a, b, 'lower', walk);
  compareBound(a, b, 'upper', walk);
  for (const keyword of LOWER_COUNTS) compareCount(a.counts.get(keyword), b.counts.get(keyword), 'lower', [a, b], walk);
  for (const keyword of UPPER_COUNTS) compareCount(a.counts.get(keyword), b.counts.get(keyword), 'upper', [a, b], walk);
  compareSteps(a, b, walk);
  comparePatterns(a, b, walk);
}

type End = 'lower' | 'upper';

function compareBound(a: View, b: View, end: End, walk: WalkContext): void {
  const whole = a.integer && b.integer;
  const before = rounded(a[end], end, whole);
  const after = rounded(b[end], end, whole);
  const at = {
    baselinePointer: a[end]?.pointer ?? a.pointer,
    currentPointer: b[end]?.pointer ?? b.pointer,
    before: a[end] === undefined ? undefined : toNumber(a[end].at),
    after: b[end] === undefined ? undefined : toNumber(b[end].at),
  };
  if (before !== undefined && after !== undefined) moved(tightness(before, after, end), end, at, walk);
  else if (after !== undefined) walk.add(end === 'lower' ? 'lower-bound-set' : 'upper-bound-set', at);
  else if (before !== undefined) walk.add(end === 'lower' ? 'lower-bound-unset' : 'upper-bound-unset', at);
}

/** For integers only whole, inclusive bounds count. */
function rounded(bound: BoundView | undefined, end: End, whole: boolean): BoundView | undefined {
  if (bound === undefined || !whole) return bound;
  const { at, exclusive } = bound;
  const isWhole = at.d === 1n;
  const edge = end === 'lower' ? ceil(at) : floor(at);
  const step = exclusive && isWhole ? (end === 'lower' ? 1n : -1n) : 0n;
  return { ...bound, at: fraction(edge + step, 1n), exclusive: false };
}

/** Positive where `after` is the tighter bound. */
function tightness(before: BoundView, after: BoundView, end: End): number {
  const order = compareRational(after.at, before.at) * (end === 'lower' ? 1 : -1);
  return order !== 0 ? order : Number(after.exclusive) - Number(before.exclusive);
}

function moved(tighter: number, end: End, at: Parameters<WalkContext['add']>[1], walk: WalkContext): void {
  if (tighter === 0) return;
  if (end === 'lower') walk.add(tighter > 0 ? 'lower-bound-raised' : 'lower-bound-lowered', at);
  else walk.add(tighter > 0 ? 'upper-bound-lowered' : 'upper-bound-raised', at);
}

/** Compares a counted keyword; a minimum of zero says nothing. */
export function compareCount(
  a: CountView | undefined,
  b: CountView | undefined,
  end: End,
  [left, right]: readonly [{ readonly pointer: string }, { readonly pointer: string }],
  walk: WalkContext,
): void {
  const silent = end === 'lower' ? 0 : Number.POSITIVE_INFINITY;
  const before = a?.count ?? silent;
  const after = b?.count ?? silent;
  if (before === after) return;
  const at = {
    baselinePointer: a?.pointer ?? left.pointer,
    currentPointer: b?.pointer ?? right.pointer,
    before: before === silent ? undefined : before,
    after: after === silent ? undefined : after,
  };
  if (before === silent) walk.add(end === 'lower' ? 'lower-bound-set' : 'upper-bound-set', at);
  else if (after === silent) walk.add(end === 'lower' ? 'lower-bound-unset' : 'upper-bound-unset', at);
  else moved(end === 'lower' ? after - before : before - after, end, at, walk);
}

function compareSteps(a: View, b: View, walk: WalkContext): void {
  const before = a.step?.divisor;
  const after = b.step?.divisor;
  if (before === undefined && after === undefined) return;
  const at = {
    baselinePointer: a.step?.pointer ?? a.pointer,
    currentPointer: b.step?.pointer ?? b.pointer,
    before: shownStep(before),
    after: shownStep(after),
  };
  const coarser = after !== undefined && (before === undefined || isProperMultiple(after, before));
  const finer = before !== undefined && (after === undefined || isProperMultiple(before, after));
  if (coarser) walk.add('multipleof-coarser', at);
  else if (finer) walk.add('multipleof-finer', at);
  else if (before !== undefined && after !== undefined && compareRational(before, after) !== 0)
    walk.add('multipleof-incomparable', at);
}

/** The common multiple of two large steps may lie beyond the doubles, and has no JSON form then. */
function shownStep(step: Rational | undefined): number | undefined {
  const number = step === undefined ? undefined : toNumber(step);
  return Number.isFinite(number) ? number : undefined;
}

function isProperMultiple(a: Rational, b: Rational): boolean {
  return compareRational(a, b) !== 0 && isMultiple(a, b);
}

function comparePatterns(a: View, b: View, walk: WalkContext): void {
  const removed = [...a.patterns].filter(([source]) => !b.patterns.has(source));
  const added = [...b.patterns].filter(([source]) => !a.patterns.has(source));
  const node = (source: string): Node | undefined => {
    const pattern = compilePattern(source);
    return pattern === undefined ? undefined : walk.nodes.pattern(pattern);
  };
  for (let i = 0; i < Math.max(removed.length, added.length); i += 1) {
    const [before, beforeAt] = removed[i] ?? [];
    const [after, afterAt] = added[i] ?? [];
    const at = { baselinePointer: beforeAt ?? a.pointer, currentPointer: afterAt ?? b.pointer, before, after };
    if (before === undefined) walk.add('pattern-added', at);
    else if (after === undefined) walk.add('pattern-removed', at);
    else walk.add('pattern-changed', { ...at, effect: walk.effectOf(node(before), node(after)) });
  }
}

/** Formats only annotate, unless the contract says that they assert. */
export function compareFormats(a: View, b: View, walk: WalkContext): void {
  const removed = [...a.formats].filter(([name]) => !b.formats.has(name));
  const added = [...b.formats].filter(([name]) => !a.formats.has(name));
  const effect = walk.formatAssertion ? {} : ({ effect: 'none' } as const);
  for (let i = 0; i < Math.max(removed.length, added.length); i += 1) {
    const [before, beforeAt] = removed[i] ?? [];
    const [after, afterAt] = added[i] ?? [];
    const at = {
      baselinePointer: beforeAt ?? a.pointer,
      currentPointer: afterAt ?? b.pointer,
      before,
      after,
      ...effect,
    };
    if (before === undefined) walk.add('format-added', at);
    else if (after === undefined) walk.add('format-removed', at);
    else walk.add('format-changed', at);
  }
}
