import type { BrokerCatalog, CatalogEntry } from '../broker/catalog-model.ts';
import { byCodeUnit } from '../model/order.ts';
import type { BrokerInput } from './broker-input.ts';
import { perInput } from './per-input.ts';

/** Apps that are to be installed together, and what is there already. */
export interface PlanInput {
  readonly apps: readonly BrokerInput[];
  readonly catalog?: BrokerCatalog;
}

/** Something that an app needs of the broker, and who has it. */
export interface Need {
  readonly app: BrokerInput;
  readonly kind: CatalogEntry['kind'];
  readonly target: string;
  readonly required: boolean;
  readonly location: BrokerInput['consumed'][number]['location'];
  /** The app of the plan that provides it. */
  readonly by?: BrokerInput;
  /** What the catalog says of it, where no app of the plan provides it. */
  readonly entry?: CatalogEntry;
  readonly scope?: string;
}

/** What the apps of a plan provide, as entries of a catalog. */
export const plannedEntries = perInput(({ apps }: PlanInput): readonly CatalogEntry[] =>
  apps.flatMap(({ app, provided }) =>
    (provided?.targets ?? []).flatMap(({ target, kind, scope, deprecated, replacement, location }): CatalogEntry[] => {
      if (target === undefined) return [];
      const version = provided?.versions[0]?.version;
      return [
        {
          target,
          kind,
          provider: app.id,
          description: '',
          deprecated,
          ...(replacement === undefined ? {} : { replacement }),
          ...(version === undefined ? {} : { version }),
          ...(scope === undefined ? {} : { scope }),
          schemas: {},
          location,
        },
      ];
    }),
  ),
);

/** Everything that the apps of a plan need, in the order of the apps and of their manifests. */
export const needsOf = perInput((input: PlanInput): readonly Need[] => {
  const entries = [...plannedEntries(input), ...(input.catalog?.entries ?? [])];
  const find = (kind: string, target: string): CatalogEntry | undefined =>
    entries.find((entry) => entry.kind === kind && entry.target === target);
  const apps = new Map(input.apps.map((app) => [app.app.id, app]));
  const planned = new Set(plannedEntries(input));
  return input.apps.flatMap((app) => {
    const wanted = [
      ...app.consumed,
      ...[...(app.resolved ?? [])].flatMap(([{ required, location }, found]) =>
        found.map(({ kind, target }) => ({ kind, target, required, location })),
      ),
    ];
    return wanted.map(({ kind, target, required, location }): Need => {
      const entry = find(kind, target);
      const by = entry !== undefined && planned.has(entry) ? apps.get(entry.provider ?? '') : undefined;
      return {
        app,
        kind,
        target,
        required,
        location,
        ...(by === undefined ? {} : { by }),
        ...(entry === undefined || by !== undefined ? {} : { entry }),
        ...(entry?.scope === undefined ? {} : { scope: entry.scope }),
      };
    });
  });
});

/** The apps that must be there before each app, by id; what an app can do without does not count. */
export const prerequisites = perInput((input: PlanInput): ReadonlyMap<string, readonly string[]> => {
  const before = new Map(input.apps.map(({ app }) => [app.id, new Set<string>()]));
  for (const { app, by, required } of needsOf(input))
    if (required && by !== undefined && by.app.id !== app.app.id) before.get(app.app.id)?.add(by.app.id);
  for (const { app, requiredApps = [] } of input.apps)
    for (const { id, required } of requiredApps)
      if (required && before.has(id) && id !== app.id) before.get(app.id)?.add(id);
  return new Map([...before].map(([id, others]) => [id, [...others].sort(byCodeUnit)]));
});

/**
 * The order in which apps can be installed, and the groups of apps that each wait for the others. Where several could
 * be next, it is the first by code unit.
 */
export function installOrder(before: ReadonlyMap<string, readonly string[]>): {
  readonly order: readonly string[];
  readonly cycles: readonly (readonly string[])[];
} {
  const order: string[] = [];
  const cycles: (readonly string[])[] = [];
  const left = new Set([...before.keys()].sort(byCodeUnit));
  while (left.size > 0) {
    const next = [...left].find((id) => (before.get(id) ?? []).every((other) => !left.has(other)));
    const group = next === undefined ? firstCycle(left, before) : [next];
    if (next === undefined) cycles.push(group);
    for (const id of group) {
      order.push(id);
      left.delete(id);
    }
  }
  return { order, cycles };
}

/** A group of apps that reach each other and wait for nobody else that is left. */
function firstCycle(left: ReadonlySet<string>, before: ReadonlyMap<string, readonly string[]>): string[] {
  const reached = new Map([...left].map((id) => [id, reachable(id, left, before)]));
  const group = [...left].find((id) => [...(reached.get(id) ?? [])].every((other) => reached.get(other)?.has(id)));
  return [...(reached.get(group ?? '') ?? [])].sort(byCodeUnit);
}

function reachable(
  from: string,
  left: ReadonlySet<string>,
  before: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const found = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const other of before.get(id) ?? [])
      if (left.has(other) && !found.has(other)) {
        found.add(other);
        open.push(other);
      }
  return found;
}
