import type { Contract, Service, ServiceEvent, ServiceMethod } from '../contract/model.ts';
import { groupBy } from '../model/group-by.ts';
import { byCodeUnit } from '../model/order.ts';
import type { BrokerCatalog, CatalogEntry } from './catalog-model.ts';

/** What a contract says of itself where it is made of a catalog, which says nothing of the kind. */
const HEAD = {
  apiVersion: 'v1',
  contractVersion: 1,
  stabilityPolicy: 'As the provider of each service promises.',
} as const;

/** A contract of nothing but what an app consumes: what its clients are generated from, offline and again. */
export function pinnedContract({ contract }: BrokerCatalog, entries: readonly CatalogEntry[]): Contract {
  const services = [...groupBy(entries, ({ target }) => target.slice(0, target.indexOf('#')))]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([namespace, members]) => service(namespace, members, contract));
  const used = new Set(
    services.flatMap(({ methods = [], events = [] }) =>
      [...methods, ...events].flatMap(({ requiredCapabilities = [] }) => requiredCapabilities),
    ),
  );
  const { apiVersion, contractVersion, stabilityPolicy, contentModel } = contract ?? {
    ...HEAD,
    contentModel: undefined,
  };
  return {
    apiVersion,
    contractVersion,
    generatedBy: 'assay services pull',
    stabilityPolicy,
    ...(contentModel === undefined ? {} : { contentModel }),
    capabilities: (contract?.capabilities ?? []).filter(({ name }) => used.has(name)),
    endpoints: [],
    services,
  };
}

function service(namespace: string, entries: readonly CatalogEntry[], contract: Contract | undefined): Service {
  const known = contract?.services?.find((other) => other.namespace === namespace);
  const methods = entries.filter(({ kind }) => kind === 'method').map(methodOf);
  const events = entries.filter(({ kind }) => kind === 'event').map(eventOf);
  return {
    namespace,
    description: known?.description ?? '',
    ...(methods.length === 0 ? {} : { methods }),
    ...(events.length === 0 ? {} : { events }),
  };
}

function methodOf(entry: CatalogEntry): ServiceMethod {
  if (entry.native !== undefined && 'input' in entry.native) return entry.native;
  const { input = true, output = true } = entry.schemas;
  return { ...common(entry), input, output };
}

function eventOf(entry: CatalogEntry): ServiceEvent {
  if (entry.native !== undefined && 'payload' in entry.native) return entry.native;
  const { payload = true } = entry.schemas;
  return { ...common(entry), payload };
}

function common(
  entry: CatalogEntry,
): Pick<ServiceMethod, 'name' | 'stability' | 'sinceContractVersion' | 'description'> {
  const { target, description, label, scope, deprecated, replacement } = entry;
  const ending = {
    deprecatedSinceContractVersion: null,
    removalContractVersion: null,
    note: null,
    ...(replacement === undefined ? {} : { replacement }),
  };
  return {
    name: target.slice(target.indexOf('#') + 1),
    stability: deprecated ? 'deprecated' : 'stable',
    sinceContractVersion: 1,
    description: description === '' ? (label ?? '') : description,
    ...(scope === undefined ? {} : { scope }),
    ...(deprecated ? { deprecation: ending } : {}),
  };
}
