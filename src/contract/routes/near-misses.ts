import { nearest } from '../../model/nearest.ts';
import { byTuple } from '../../model/order.ts';
import { type Endpoint, endpointIdentity } from '../model.ts';
import type { Call } from './match.ts';
import { matchOne } from './match.ts';
import { templateRoute, templateSegments } from './template.ts';

/** An endpoint that nearly answers a call, and why it does not. */
export interface NearMiss {
  readonly endpoint: string;
  readonly why: string;
}

const SHOWN = 5;
/** Up to this distance the route is the same, but for method, case or a final slash. */
const SURE = 2;

/** The endpoints nearest to a call that none answers: other methods of the route first, then routes that differ little. */
export function nearMisses(endpoints: readonly Endpoint[], call: Call): NearMiss[] {
  const ranked = endpoints.flatMap((endpoint) => {
    const found = missOf(endpoint, call);
    return found === undefined
      ? []
      : [{ endpoint: `${endpoint.method} ${endpoint.routeTemplate}`, key: endpointIdentity(endpoint), ...found }];
  });
  ranked.sort((a, b) => byTuple([a.distance, a.key], [b.distance, b.key]));
  // Where one is surely meant, what merely resembles the call says nothing.
  const nearest = ranked[0]?.distance ?? 0;
  const worth = nearest <= SURE ? ranked.filter(({ distance }) => distance <= SURE) : ranked;
  return worth.slice(0, SHOWN).map(({ endpoint, why }) => ({ endpoint, why }));
}

function missOf(endpoint: Endpoint, call: Call): { distance: number; why: string } | undefined {
  const route = templateRoute(endpoint);
  const same = { ...call, method: endpoint.method };
  if (matchOne({ route }, same) !== undefined)
    return { distance: 0, why: `answers ${endpoint.method}, not ${call.method}` };
  if (matchOne({ route }, { ...same, path: call.path.replace(/\/+$/, '') }) !== undefined)
    return { distance: 1, why: 'has no slash at its end' };
  if (
    matchOne(
      { route: { ...route, segments: route.segments.map(lowered) } },
      { ...same, path: call.path.toLowerCase().replace(/\/+$/, '') },
    ) !== undefined
  )
    return { distance: 2, why: 'is written in another case' };
  return differing(endpoint, call);
}

function lowered(segment: ReturnType<typeof templateSegments>[number]): typeof segment {
  return 'literal' in segment ? { literal: segment.literal.toLowerCase() } : segment;
}

/** One segment that is another, or one too many or too few. */
function differing(endpoint: Endpoint, { method, path }: Call): { distance: number; why: string } | undefined {
  const wanted = templateSegments(endpoint.routeTemplate);
  const parts = path.slice(1).split('/');
  const other = endpoint.method === method ? 0 : 5;
  const fits = (index: number, part: string | undefined): boolean => {
    const segment = wanted[index];
    return segment !== undefined && part !== undefined && ('param' in segment || segment.literal === part);
  };
  if (wanted.length !== parts.length) {
    const shorter = Math.min(wanted.length, parts.length);
    const alike = Array.from({ length: shorter }, (_, index) => index).every((index) => fits(index, parts[index]));
    if (!alike || shorter === 0 || Math.abs(wanted.length - parts.length) > 1) return undefined;
    return { distance: 6 + other, why: `has ${wanted.length < parts.length ? 'a segment less' : 'a segment more'}` };
  }
  const wrong = wanted.map((_, index) => index).filter((index) => !fits(index, parts[index]));
  const [index] = wrong;
  const segment = index === undefined ? undefined : wanted[index];
  if (wrong.length !== 1 || index === undefined || segment === undefined || !('literal' in segment)) return undefined;
  const part = parts[index] ?? '';
  const near = nearest(part, [segment.literal]) !== undefined;
  // A path that begins otherwise is about something else.
  if (!near && index === 0) return undefined;
  return {
    distance: (near ? 3 : 8) + other,
    why: `has ${JSON.stringify(segment.literal)} where the call has ${JSON.stringify(part.slice(0, 80))}`,
  };
}
