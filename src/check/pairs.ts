import {
  type Capability,
  type Contract,
  type Endpoint,
  endpointIdentity,
  type LoadedContract,
  type Service,
  type ServiceEvent,
  type ServiceMethod,
} from '../contract/model.ts';
import { byCodeUnit } from '../model/order.ts';

/** One thing in one contract: the descriptor and where it stands. */
export interface Side<Item> {
  readonly item: Item;
  /** RFC 6901 pointer into the contract. */
  readonly pointer: string;
}

/** One identity on both sides of a comparison; at least one side is there. */
export interface Pair<Item> {
  readonly identity: string;
  readonly baseline: Side<Item> | undefined;
  readonly current: Side<Item> | undefined;
}

/** A pair of which both sides are there. */
export interface Both<Item> extends Pair<Item> {
  readonly baseline: Side<Item>;
  readonly current: Side<Item>;
}

/** Everything that two contracts name, by identity, in code-unit order. Of a repeated identity the first descriptor counts. */
export interface ContractPairs {
  readonly capabilities: readonly Pair<Capability>[];
  readonly endpoints: readonly Pair<Endpoint>[];
  readonly services: readonly Pair<Service>[];
  readonly methods: readonly Pair<ServiceMethod>[];
  readonly events: readonly Pair<ServiceEvent>[];
}

/** Indexes two contracts once, so that every rule walks in linear time. */
export function pairContracts(baseline: LoadedContract, current: LoadedContract): ContractPairs {
  const [a, b] = [baseline.contract, current.contract];
  return {
    capabilities: pairUp(capabilitySides(a), capabilitySides(b)),
    endpoints: pairUp(endpointSides(a), endpointSides(b)),
    services: pairUp(serviceSides(a), serviceSides(b)),
    methods: pairUp(targetSides(a, 'methods'), targetSides(b, 'methods')),
    events: pairUp(targetSides(a, 'events'), targetSides(b, 'events')),
  };
}

/** Pairs that are only in the baseline. */
export function* removed<Item>(pairs: readonly Pair<Item>[]): Generator<{ identity: string; baseline: Side<Item> }> {
  for (const { identity, baseline, current } of pairs) if (baseline && !current) yield { identity, baseline };
}

/** Pairs that are only in the current contract. */
export function* added<Item>(pairs: readonly Pair<Item>[]): Generator<{ identity: string; current: Side<Item> }> {
  for (const { identity, baseline, current } of pairs) if (current && !baseline) yield { identity, current };
}

/** Pairs that are on both sides. */
export function* kept<Item>(pairs: readonly Pair<Item>[]): Generator<Both<Item>> {
  for (const { identity, baseline, current } of pairs) if (baseline && current) yield { identity, baseline, current };
}

type Sides<Item> = ReadonlyMap<string, Side<Item>>;

function pairUp<Item>(baseline: Sides<Item>, current: Sides<Item>): Pair<Item>[] {
  const identities = new Set([...baseline.keys(), ...current.keys()]);
  return [...identities]
    .sort(byCodeUnit)
    .map((identity) => ({ identity, baseline: baseline.get(identity), current: current.get(identity) }));
}

function sides<Item>(items: readonly Item[], at: string, identity: (item: Item) => string): Map<string, Side<Item>> {
  const found = new Map<string, Side<Item>>();
  items.forEach((item, index) => {
    const name = identity(item);
    if (!found.has(name)) found.set(name, { item, pointer: `${at}/${index}` });
  });
  return found;
}

function capabilitySides({ capabilities }: Contract): Sides<Capability> {
  return sides(capabilities, '/capabilities', (capability) => capability.name);
}

function endpointSides({ endpoints }: Contract): Sides<Endpoint> {
  return sides(endpoints, '/endpoints', endpointIdentity);
}

function serviceSides({ services = [] }: Contract): Sides<Service> {
  return sides(services, '/services', (service) => service.namespace);
}

function targetSides(contract: Contract, kind: 'methods'): Sides<ServiceMethod>;
function targetSides(contract: Contract, kind: 'events'): Sides<ServiceEvent>;
function targetSides(contract: Contract, kind: 'methods' | 'events'): Sides<ServiceMethod | ServiceEvent> {
  const all = new Map<string, Side<ServiceMethod | ServiceEvent>>();
  (contract.services ?? []).forEach((service, index) => {
    const targets: readonly (ServiceMethod | ServiceEvent)[] = service[kind] ?? [];
    const found = sides(targets, `/services/${index}/${kind}`, (target) => `${service.namespace}#${target.name}`);
    for (const [target, side] of found) if (!all.has(target)) all.set(target, side);
  });
  return all;
}
