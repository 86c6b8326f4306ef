import { type Contract, endpointIdentity, type LoadedContract, type Tombstone } from '../model.ts';

interface Dated {
  readonly sinceContractVersion: number;
  readonly deprecation?: Contract['endpoints'][number]['deprecation'];
}

/**
 * A freshly imported contract with what only its predecessor knows: since when each descriptor is there, when it was
 * deprecated and when it goes, what was removed before and is now, the promises to apps, and which snapshot came before.
 * The document of another system seldom says so; what it says itself stays.
 */
export function carryHistory(contract: Contract, previous: Pick<LoadedContract, 'contract' | 'digest'>): Contract {
  const before = previous.contract;
  const capabilities = byName(before.capabilities, ({ name }) => name);
  const endpoints = byName(before.endpoints, endpointIdentity);
  const services = byName(before.services ?? [], ({ namespace }) => namespace);
  return {
    ...promisesOf(before),
    ...contract,
    ...buried(contract, before),
    ...(contract.contractVersion === before.contractVersion + 1 ? { previousDigest: previous.digest } : {}),
    capabilities: contract.capabilities.map((item) => dated(item, capabilities.get(item.name))),
    endpoints: contract.endpoints.map((item) => dated(item, endpoints.get(endpointIdentity(item)))),
    ...(contract.services === undefined
      ? {}
      : {
          services: contract.services.map((service) => {
            const methods = byName(services.get(service.namespace)?.methods ?? [], ({ name }) => name);
            const events = byName(services.get(service.namespace)?.events ?? [], ({ name }) => name);
            return {
              ...service,
              ...(service.methods && { methods: service.methods.map((item) => dated(item, methods.get(item.name))) }),
              ...(service.events && { events: service.events.map((item) => dated(item, events.get(item.name))) }),
            };
          }),
        }),
  };
}

/** What a platform promises once and for all, or takes back only by saying so. */
function promisesOf(before: Contract): Partial<Contract> {
  const { contentModel, lifecyclePolicy, reservedRoutePrefixes, stableBaseline, compatibilityWindow, baselines } =
    before;
  const promises = {
    contentModel,
    lifecyclePolicy,
    reservedRoutePrefixes,
    stableBaseline,
    compatibilityWindow,
    baselines,
  };
  return Object.fromEntries(Object.entries(promises).filter(([, promise]) => promise !== undefined));
}

/** Every tombstone of before, and one for what is gone since. */
function buried(contract: Contract, before: Contract): Pick<Contract, 'tombstones'> {
  const living = new Set(graves(contract).map(({ grave }) => grave));
  const stated = contract.tombstones ?? [];
  const known = new Set([...stated, ...(before.tombstones ?? [])].map(({ kind, identity }) => `${kind} ${identity}`));
  const kept = (before.tombstones ?? []).filter(
    ({ kind, identity }) => !stated.some((one) => one.kind === kind && one.identity === identity),
  );
  const fresh = graves(before)
    .filter(({ grave }) => !living.has(grave) && !known.has(grave))
    .map(({ kind, identity }) => ({ kind, identity, removedInContractVersion: contract.contractVersion }));
  const tombstones = [...kept, ...stated, ...fresh];
  return tombstones.length === 0 ? {} : { tombstones };
}

/** Everything that a contract describes, as tombstones name it. */
function graves({ capabilities, endpoints, services = [] }: Contract): (Pick<Tombstone, 'kind' | 'identity'> & {
  readonly grave: string;
})[] {
  const named = (kind: Tombstone['kind'], identity: string) => ({ kind, identity, grave: `${kind} ${identity}` });
  return [
    ...capabilities.map(({ name }) => named('capability', name)),
    ...endpoints.map((endpoint) => named('endpoint', endpointIdentity(endpoint))),
    ...services.flatMap(({ namespace, methods = [], events = [] }) => [
      named('service', namespace),
      ...methods.map(({ name }) => named('method', `${namespace}#${name}`)),
      ...events.map(({ name }) => named('event', `${namespace}#${name}`)),
    ]),
  ];
}

function byName<Item>(items: readonly Item[], name: (item: Item) => string): Map<string, Item> {
  return new Map(items.map((item) => [name(item), item]));
}

function dated<Item extends Dated>(item: Item, before: Dated | undefined): Item {
  if (before === undefined) return item;
  const { deprecation } = item;
  const { deprecatedSinceContractVersion: since, removalContractVersion: removal } = before.deprecation ?? {};
  const announced =
    deprecation && since
      ? {
          deprecation: {
            ...deprecation,
            deprecatedSinceContractVersion: since,
            removalContractVersion: deprecation.removalContractVersion ?? removal ?? null,
          },
        }
      : {};
  return { ...item, sinceContractVersion: before.sinceContractVersion, ...announced };
}
