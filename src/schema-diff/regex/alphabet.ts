import { type CharSet, hasCodePoint, rangesOf } from './char-set.ts';

/** Characters grouped so that no set of a given list tells two of one group apart. */
export interface Alphabet {
  /** The group of a code point. */
  classOf(codePoint: number): number;
  /** One code point per group, the most readable one. */
  readonly samples: readonly number[];
}

const LAST = 0x10ffff;
const READABLE: CharSet = [0x61, 0x7a, 0x30, 0x39, 0x41, 0x5a];

/** Splits all scalar values by the given sets. Groups are numbered by how readable their sample is. */
export function alphabetOf(sets: readonly CharSet[]): Alphabet {
  const distinct = [...new Map(sets.map((set) => [set.join(), set])).values()];
  const starts = cuts(distinct);
  const groups = new Map<string, { sample: number; intervals: number[] }>();
  starts.forEach((start, interval) => {
    const end = (starts[interval + 1] ?? LAST + 1) - 1;
    if (start >= 0xd800 && end <= 0xdfff) return;
    const signature = distinct.map((set) => (hasCodePoint(set, start) ? '1' : '0')).join('');
    const sample = readableIn(start, end);
    const group = groups.get(signature);
    if (group === undefined) groups.set(signature, { sample, intervals: [interval] });
    else {
      group.intervals.push(interval);
      if (readability(sample) < readability(group.sample)) group.sample = sample;
    }
  });
  const ordered = [...groups.values()].sort((a, b) => readability(a.sample) - readability(b.sample));
  const classByInterval = new Int32Array(starts.length);
  ordered.forEach((group, index) => {
    for (const interval of group.intervals) classByInterval[interval] = index;
  });
  return {
    samples: ordered.map((group) => group.sample),
    classOf: (codePoint) => classByInterval[intervalOf(starts, codePoint)] ?? 0,
  };
}

function cuts(sets: readonly CharSet[]): number[] {
  const points = new Set([0, 0xd800, 0xe000, 0x61, 0x30, 0x41, 0x21, 0x7f]);
  for (const set of sets) for (const [lo, hi] of rangesOf(set)) points.add(lo).add(hi + 1);
  points.delete(LAST + 1);
  return [...points].sort((a, b) => a - b);
}

function intervalOf(starts: readonly number[], codePoint: number): number {
  let lo = 0;
  let hi = starts.length - 1;
  while (lo < hi) {
    const mid = (lo + hi + 1) >> 1;
    if ((starts[mid] ?? 0) <= codePoint) lo = mid;
    else hi = mid - 1;
  }
  return lo;
}

function readableIn(start: number, end: number): number {
  for (const [lo, hi] of rangesOf(READABLE)) if (lo <= end && hi >= start) return Math.max(lo, start);
  return start;
}

/** Letters, then digits, then other ASCII, then the rest. */
function readability(codePoint: number): number {
  if (codePoint >= 0x61 && codePoint <= 0x7a) return codePoint - 0x61;
  if (codePoint >= 0x30 && codePoint <= 0x39) return 100 + codePoint;
  if (codePoint >= 0x41 && codePoint <= 0x5a) return 200 + codePoint;
  if (codePoint > 0x20 && codePoint < 0x7f) return 300 + codePoint;
  return codePoint === 0x20 ? 500 : 1_000 + codePoint;
}
