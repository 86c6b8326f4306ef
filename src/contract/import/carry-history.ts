import { type Contract, endpointIdentity, type LoadedContract } from '../model.ts';

interface Dated {
  readonly sinceContractVersion: number;
  readonly deprecation?: Contract['endpoints'][number]['deprecation'];
}

/**
 * A freshly imported contract with what only its predecessor knows: since when each descriptor is there, when it was
 * deprecated, and which snapshot came before. The document of another system seldom says so.
 */
export function carryHistory(contract: Contract, previous: Pick<LoadedContract, 'contract' | 'digest'>): Contract {
  const before = previous.contract;
  const capabilities = byName(before.capabilities, ({ name }) => name);
  const endpoints = byName(before.endpoints, endpointIdentity);
  const services = byName(before.services ?? [], ({ namespace }) => namespace);
  return {
    ...contract,
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

function byName<Item>(items: readonly Item[], name: (item: Item) => string): Map<string, Item> {
  return new Map(items.map((item) => [name(item), item]));
}

function dated<Item extends Dated>(item: Item, before: Dated | undefined): Item {
  if (before === undefined) return item;
  const { deprecation } = item;
  const since = before.deprecation?.deprecatedSinceContractVersion;
  const announced =
    deprecation && since ? { deprecation: { ...deprecation, deprecatedSinceContractVersion: since } } : {};
  return { ...item, sinceContractVersion: before.sinceContractVersion, ...announced };
}
