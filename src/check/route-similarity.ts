import { type Endpoint, erasedTemplate } from '../contract/model.ts';
import { groupBy } from '../model/group-by.ts';
import type { Side } from './pairs.ts';

interface Near {
  readonly baseline: Side<Endpoint>;
  readonly current: Side<Endpoint>;
}

/** Dice's coefficient over segments that two routes must reach to be taken for one that moved. */
const SIMILAR = 0.8;

/**
 * Pairs endpoints of one verb whose routes differ in one segment that was replaced, put in or taken out, and are alike
 * otherwise; only where neither has a second partner.
 */
export function nearRoutes(gone: readonly Side<Endpoint>[], fresh: readonly Side<Endpoint>[]): Near[] {
  const keyed = fresh.flatMap((side) => neighbourhood(side.item).map((key) => ({ key, side })));
  const byRoute = groupBy(keyed, ({ key }) => key);
  const partners = new Map(gone.map((side) => [side, nearTo(side, byRoute)]));
  const wanted = new Map<Side<Endpoint>, number>();
  for (const found of partners.values()) for (const side of found) wanted.set(side, (wanted.get(side) ?? 0) + 1);
  return [...partners].flatMap(([baseline, [current, second]]) =>
    current !== undefined && second === undefined && wanted.get(current) === 1 ? [{ baseline, current }] : [],
  );
}

function nearTo(
  side: Side<Endpoint>,
  byRoute: ReadonlyMap<string, readonly { side: Side<Endpoint> }[]>,
): Side<Endpoint>[] {
  const candidates = new Set(
    neighbourhood(side.item).flatMap((key) => (byRoute.get(key) ?? []).map((near) => near.side)),
  );
  return [...candidates].filter((other) => similarity(segments(side.item), segments(other.item)) >= SIMILAR);
}

/** The route, and every route that is left when one segment is taken out: two that are one segment apart share one. */
function neighbourhood(endpoint: Endpoint): string[] {
  const all = segments(endpoint);
  const shorter = all.map((_, at) => all.toSpliced(at, 1));
  return [...new Set([all, ...shorter].map((rest) => `${endpoint.method} ${rest.join('/')}`))];
}

function similarity(a: readonly string[], b: readonly string[]): number {
  const left = [...b];
  let shared = 0;
  for (const segment of a) {
    const at = left.indexOf(segment);
    if (at === -1) continue;
    left.splice(at, 1);
    shared += 1;
  }
  return (2 * shared) / (a.length + b.length);
}

function segments({ routeTemplate }: Endpoint): string[] {
  return erasedTemplate(routeTemplate).split('/').slice(1);
}
