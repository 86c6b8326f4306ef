import { type Digest, digestJson } from '../model/digest.ts';
import { canonicalJson, canonicalPretty } from '../model/json/canonical.ts';
import { byCodeUnit, byTuple } from '../model/order.ts';
import {
  type Contract,
  type ContractSnapshot,
  type Deprecation,
  erasedTemplate,
  type Service,
  type ServiceEvent,
  type ServiceMethod,
  type StableBaseline,
} from './model.ts';
import { canonicalSchema } from './schema-sets.ts';

/**
 * The snapshot of a contract: descriptors sorted by identity, sets sorted and without repeats, and the digest over the
 * RFC 8785 form. Two contracts that differ only in the order of members or sets have the same snapshot.
 */
export function toSnapshot(contract: Contract): ContractSnapshot & { readonly digest: Digest } {
  const sorted = sortedContract(contract);
  return { kind: 'assay.contract-snapshot', schemaVersion: 1, digest: digestJson(sorted), contract: sorted };
}

/** The file form of a snapshot: canonical member order, indented, one trailing LF. */
export function snapshotText(snapshot: ContractSnapshot): string {
  return canonicalPretty(snapshot);
}

function sortedContract(contract: Contract): Contract {
  const { stableBaseline, services = [], ...rest } = contract;
  return {
    ...rest,
    capabilities: sortedBy(contract.capabilities.map(spelledOut), (capability) => [capability.name]),
    endpoints: sortedBy(contract.endpoints.map(sortedRequirements), (endpoint) => [
      erasedTemplate(endpoint.routeTemplate),
      endpoint.method,
    ]),
    ...(stableBaseline === undefined ? {} : { stableBaseline: sortedBaseline(stableBaseline) }),
    ...(services.length === 0
      ? {}
      : { services: sortedBy(services.map(sortedService), (service) => [service.namespace]) }),
  };
}

/** A descriptor without a deprecation and one whose deprecation is null say the same; so do their snapshots. */
function spelledOut<Item extends { deprecation?: Deprecation | null }>(item: Item): Item {
  return { ...item, deprecation: item.deprecation ?? null };
}

function sortedRequirements<Item extends Pick<ServiceMethod, 'deprecation' | 'requiredCapabilities'>>(
  item: Item,
): Item {
  return { ...spelledOut(item), requiredCapabilities: sortedSet(item.requiredCapabilities ?? []) };
}

function sortedBaseline(baseline: StableBaseline): StableBaseline {
  return {
    ...baseline,
    capabilities: sortedSet(baseline.capabilities),
    endpoints: sortedSet(baseline.endpoints),
  };
}

function sortedService(service: Service): Service {
  return {
    ...service,
    methods: sortedBy((service.methods ?? []).map(sortedMethod), (method) => [method.name]),
    events: sortedBy((service.events ?? []).map(sortedEvent), (event) => [event.name]),
  };
}

function sortedMethod(method: ServiceMethod): ServiceMethod {
  return {
    ...sortedRequirements(method),
    input: canonicalSchema(method.input),
    output: canonicalSchema(method.output),
  };
}

function sortedEvent(event: ServiceEvent): ServiceEvent {
  return { ...sortedRequirements(event), payload: canonicalSchema(event.payload) };
}

function sortedSet(items: readonly string[]): string[] {
  return [...new Set(items)].sort(byCodeUnit);
}

/** Sorts by identity; two items of one identity (a finding of its own) by their content, so that no order is left open. */
function sortedBy<Item>(items: readonly Item[], identity: (item: Item) => readonly string[]): Item[] {
  return items
    .map((item) => ({ item, key: identity(item) }))
    .sort((a, b) => byTuple(a.key, b.key) || byCodeUnit(canonicalJson(a.item), canonicalJson(b.item)))
    .map(({ item }) => item);
}
