import type { LoadedContract, Service, ServiceEvent, ServiceMethod } from '../contract/model.ts';
import type { BrokerCatalog, CatalogEntry } from './catalog-model.ts';
import { sortedEntries } from './parse-catalog.ts';

/** On its way out: still there, and no longer to be built upon. */
const ENDING: ReadonlySet<string> = new Set(['deprecated', 'scheduled-for-removal']);

/** Who provides what no app does. */
const PLATFORM = 'platform';

/**
 * What a contract offers through its broker, as a catalog.
 * @param json what stands in the contract's file @param text the file, where it is JSON
 * @throws AssayError catalog-duplicate-target (input)
 */
export function contractCatalog(loaded: LoadedContract, json: unknown, text?: string): BrokerCatalog {
  const services = loaded.contract.services ?? [];
  return {
    path: loaded.path,
    form: 'contract',
    digest: loaded.digest,
    ...(text === undefined ? {} : { text }),
    json,
    entries: sortedEntries(services.flatMap((service, at) => entriesOf(loaded, service, `/services/${at}`))),
    contract: loaded.contract,
  };
}

function entriesOf(loaded: LoadedContract, service: Service, pointer: string): CatalogEntry[] {
  const { methods = [], events = [], namespace } = service;
  return [
    ...methods.map(
      (method, at): CatalogEntry => ({
        ...common(loaded, namespace, method, `${pointer}/methods/${at}`),
        kind: 'method',
        ...(method.implementedBy === 'platform' ? { provider: PLATFORM } : {}),
        ...(method.route === undefined ? {} : { route: method.route }),
        schemas: { input: method.input, output: method.output },
        ...(method.examples === undefined ? {} : { examples: method.examples }),
      }),
    ),
    ...events.map(
      (event, at): CatalogEntry => ({
        ...common(loaded, namespace, event, `${pointer}/events/${at}`),
        kind: 'event',
        ...(event.emittedBy === 'platform' ? { provider: PLATFORM } : {}),
        schemas: { payload: event.payload },
        ...(event.examples === undefined ? {} : { examples: { payload: event.examples } }),
      }),
    ),
  ];
}

function common(
  loaded: LoadedContract,
  namespace: string,
  item: ServiceMethod | ServiceEvent,
  pointer: string,
): Omit<CatalogEntry, 'kind' | 'schemas'> {
  const replacement = item.deprecation?.replacement;
  return {
    target: `${namespace}#${item.name}`,
    description: item.description,
    ...(item.scope === undefined ? {} : { scope: item.scope }),
    deprecated: ENDING.has(item.stability),
    ...(replacement === undefined ? {} : { replacement }),
    native: item,
    location: loaded.locate(pointer),
  };
}
