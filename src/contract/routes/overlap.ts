import type { Route, Segment } from './route.ts';

/**
 * Whether two routes can't stand in one table: same kind and host, methods in common, and a path that both would take
 * with the same right. A literal beside a parameter, or a longer prefix beside a shorter one, is no conflict.
 */
export function conflicts(a: Route, b: Route): boolean {
  if (a.kind !== b.kind || a.host.kind !== b.host.kind || a.host.name !== b.host.name) return false;
  if (a.method !== 'ANY' && b.method !== 'ANY' && a.method !== b.method) return false;
  return overlap(a.segments, b.segments);
}

/** Whether some path fits both: as many segments, and equal wherever both have text. Exact and prefix routes have only text. */
export function overlap(a: readonly Segment[], b: readonly Segment[]): boolean {
  return a.length === b.length && a.every((segment, index) => meets(segment, b[index]));
}

function meets(a: Segment, b: Segment | undefined): boolean {
  if (b === undefined) return false;
  return !('literal' in a) || !('literal' in b) || a.literal === b.literal;
}

/** Whether every path of `inner` is one of `outer`. */
export function covers(outer: readonly Segment[], inner: readonly Segment[]): boolean {
  return (
    outer.length === inner.length &&
    outer.every((segment, index) => {
      const other = inner[index];
      return 'param' in segment || (other !== undefined && 'literal' in other && other.literal === segment.literal);
    })
  );
}

/** How many segments from the front on are text. */
export function leadingLiterals(segments: readonly Segment[]): number {
  const first = segments.findIndex((segment) => 'param' in segment);
  return first === -1 ? segments.length : first;
}
