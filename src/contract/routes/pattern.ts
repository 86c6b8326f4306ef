import { overlap } from './overlap.ts';
import type { Segment } from './route.ts';
import { templateSegments } from './template.ts';

/** Whether a route pattern takes in some path of a template: `{}` is one segment, a final `*` one or more. */
export function patternMeets(pattern: string, template: string): boolean {
  const wanted = templateSegments(pattern);
  const last = wanted.at(-1);
  const segments = templateSegments(template);
  if (last === undefined || !('literal' in last) || last.literal !== '*') return overlap(wanted, segments);
  const front: readonly Segment[] = wanted.slice(0, -1);
  return segments.length > front.length && overlap(front, segments.slice(0, front.length));
}
