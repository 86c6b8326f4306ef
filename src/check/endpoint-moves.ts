import { type Endpoint, erasedTemplate } from '../contract/model.ts';
import type { DiffInput, Subject } from './diff-rule.ts';
import { added, kept, removed, type Side } from './pairs.ts';
import { perInput } from './per-input.ts';
import { nearRoutes } from './route-similarity.ts';

/** An endpoint that is on both sides, under one identity or under two. */
export interface Continued {
  readonly baseline: Side<Endpoint>;
  readonly current: Side<Endpoint>;
}

/** What became of every endpoint: each descriptor of either side is in exactly one list. */
export interface EndpointMoves {
  readonly kept: readonly Continued[];
  /** Same route and action, another verb. */
  readonly methodChanged: readonly Continued[];
  /** Another route: known by an action that only it has, or by a route that is nearly the same. */
  readonly moved: readonly Continued[];
  readonly removed: readonly Side<Endpoint>[];
  readonly added: readonly Side<Endpoint>[];
}

/** Follows every endpoint from the baseline to the current contract. */
export const endpointMoves = perInput(({ baseline, current, pairs }: DiffInput): EndpointMoves => {
  const search = new Search(
    [...removed(pairs.endpoints)].map((pair) => pair.baseline),
    [...added(pairs.endpoints)].map((pair) => pair.current),
  );
  const actions = [baseline, current].map(({ contract }) => count(contract.endpoints.map((item) => item.actionLabel)));
  const isUnique = ({ actionLabel }: Endpoint): boolean => actions.every((labels) => labels.get(actionLabel) === 1);
  const methodChanged = search.match(({ item }) => `${erasedTemplate(item.routeTemplate)} ${item.actionLabel}`);
  const byAction = search.match(({ item }) => (isUnique(item) ? item.actionLabel : undefined));
  const byRoute = search.take(nearRoutes(search.gone, search.fresh));
  return {
    kept: [...kept(pairs.endpoints)],
    methodChanged,
    moved: [...byAction, ...byRoute],
    removed: search.gone,
    added: search.fresh,
  };
});

/** Endpoints that live on, whatever their route and verb. */
export const continuedEndpoints = perInput((input: DiffInput): readonly Continued[] => {
  const moves = endpointMoves(input);
  return [...moves.kept, ...moves.methodChanged, ...moves.moved];
});

/** An endpoint as people write it, parameter names and all. */
export function endpointSubject({ method, routeTemplate }: Pick<Endpoint, 'method' | 'routeTemplate'>): Subject {
  return { kind: 'endpoint', identity: `${method} ${routeTemplate}` };
}

/** Endpoints of each side that have no partner yet. */
class Search {
  gone: readonly Side<Endpoint>[];
  fresh: readonly Side<Endpoint>[];

  constructor(gone: readonly Side<Endpoint>[], fresh: readonly Side<Endpoint>[]) {
    this.gone = gone;
    this.fresh = fresh;
  }

  /** Pairs those that alone on their side have a key. */
  match(keyOf: (side: Side<Endpoint>) => string | undefined): readonly Continued[] {
    const [gone, fresh] = [uniqueBy(this.gone, keyOf), uniqueBy(this.fresh, keyOf)];
    const found: Continued[] = [];
    for (const [key, baseline] of gone) {
      const current = fresh.get(key);
      if (current !== undefined) found.push({ baseline, current });
    }
    return this.take(found);
  }

  take(found: readonly Continued[]): readonly Continued[] {
    const taken = new Set(found.flatMap(({ baseline, current }) => [baseline, current]));
    this.gone = this.gone.filter((side) => !taken.has(side));
    this.fresh = this.fresh.filter((side) => !taken.has(side));
    return found;
  }
}

function uniqueBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Map<string, Item> {
  const found = new Map<string, Item>();
  const keys = items.map(keyOf);
  const times = count(keys);
  for (const [at, item] of items.entries()) {
    const key = keys[at];
    if (key !== undefined && times.get(key) === 1) found.set(key, item);
  }
  return found;
}

function count<Key>(keys: readonly Key[]): Map<Key, number> {
  const times = new Map<Key, number>();
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
  return times;
}
