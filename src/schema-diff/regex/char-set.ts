/** Sorted, disjoint, non-adjacent inclusive ranges of code points, flattened: lo, hi, lo, hi, … */
export type CharSet = readonly number[];

/** Every Unicode scalar value: lone surrogates are no text (RFC 7493). */
export const ANY: CharSet = [0, 0xd7ff, 0xe000, 0x10ffff];

/** A set from ranges in any order, overlapping or not; surrogates drop out. */
export function charSet(ranges: readonly (readonly [number, number])[]): CharSet {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const merged: number[] = [];
  for (const [lo, hi] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && lo <= last + 1) merged[merged.length - 1] = Math.max(last, hi);
    else merged.push(lo, hi);
  }
  return withoutSurrogates(merged);
}

function withoutSurrogates(set: number[]): CharSet {
  if (!rangesOf(set).some(([lo, hi]) => lo <= 0xdfff && hi >= 0xd800)) return set;
  const kept: number[] = [];
  for (const [lo, hi] of rangesOf(set)) {
    if (lo < 0xd800) kept.push(lo, Math.min(hi, 0xd7ff));
    if (hi > 0xdfff) kept.push(Math.max(lo, 0xe000), hi);
  }
  return kept;
}

/** The ranges of a set as pairs. */
export function rangesOf(set: CharSet): [number, number][] {
  const ranges: [number, number][] = [];
  for (let i = 0; i + 1 < set.length; i += 2) ranges.push([set[i] ?? 0, set[i + 1] ?? 0]);
  return ranges;
}

export function unionOf(sets: readonly CharSet[]): CharSet {
  return charSet(sets.flatMap(rangesOf));
}

/** Every scalar value that is not in the set. */
export function complementOf(set: CharSet): CharSet {
  const ranges: [number, number][] = [];
  let next = 0;
  for (const [lo, hi] of rangesOf(set)) {
    if (lo > next) ranges.push([next, lo - 1]);
    next = hi + 1;
  }
  if (next <= 0x10ffff) ranges.push([next, 0x10ffff]);
  return charSet(ranges);
}

export function hasCodePoint(set: CharSet, codePoint: number): boolean {
  let lo = 0;
  let hi = set.length / 2 - 1;
  while (lo <= hi) {
    const mid = (lo + hi) >> 1;
    if (codePoint < (set[mid * 2] ?? 0)) hi = mid - 1;
    else if (codePoint > (set[mid * 2 + 1] ?? 0)) lo = mid + 1;
    else return true;
  }
  return false;
}
