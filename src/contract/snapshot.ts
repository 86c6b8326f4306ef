import { type Digest, digestBytes, digestJson } from '../model/digest.ts';
import { canonicalJson, canonicalPretty, inCanonicalOrder } from '../model/json/canonical.ts';
import { byCodeUnit, byTuple } from '../model/order.ts';
import {
  type Baseline,
  type Capability,
  type Contract,
  type ContractSnapshot,
  type Deprecation,
  type Endpoint,
  erasedTemplate,
  type LoadedContract,
  type Service,
  type ServiceEvent,
  type ServiceMethod,
  type UserSchema,
} from './model.ts';
import { canonicalSchema, plainSchemas } from './schema-sets.ts';
import { isSnapshotOrder } from './snapshot-order.ts';

/**
 * The snapshot of a contract: descriptors sorted by identity, sets sorted and without repeats, and the digest over the
 * RFC 8785 form. Two contracts that differ only in the order of members or sets have the same snapshot.
 */
export function toSnapshot(contract: Contract): ContractSnapshot & { readonly digest: Digest } {
  const head = { kind: 'assay.contract-snapshot', schemaVersion: 1 } as const;
  // A contract that was read from a snapshot needs no sorting, and its plain JSON is its canonical form.
  const sorted = isSnapshotOrder(contract) ? contract : sortedContract(contract);
  const ordered = sorted === contract ? contract : inCanonicalOrder(sorted, plainSchemas);
  if (ordered === undefined) return { ...head, digest: digestJson(sorted), contract: sorted };
  plain.add(ordered);
  return { ...head, digest: digestBytes(JSON.stringify(ordered)), contract: ordered };
}

const plain = new WeakSet<Contract>();

/** True for a snapshot's contract whose plain JSON, and that of whatever is in it, is known to be the canonical form. */
export function isPlainJson(contract: Contract): boolean {
  return plain.has(contract);
}

/** The snapshot of a contract that was read, whose digest is known. */
export function snapshotOf({ contract, digest }: Pick<LoadedContract, 'contract' | 'digest'>): ContractSnapshot {
  return { kind: 'assay.contract-snapshot', schemaVersion: 1, digest, contract: sortedContract(contract) };
}

/** The file form of a snapshot: canonical member order, indented, one trailing LF. */
export function snapshotText(snapshot: ContractSnapshot): string {
  return canonicalPretty(snapshot);
}

/** A list that is missing and one that is empty say the same; the snapshot leaves both out. */
function sortedContract(contract: Contract): Contract {
  const { stableBaseline, baselines, services, tombstones, reservedRoutePrefixes, ...rest } = contract;
  return {
    ...rest,
    ...(isFilled(reservedRoutePrefixes) ? { reservedRoutePrefixes: sortedSet(reservedRoutePrefixes) } : {}),
    ...(stableBaseline === undefined ? {} : { stableBaseline: sortedBaseline(stableBaseline) }),
    ...(isFilled(baselines) ? { baselines: sortedBy(baselines.map(sortedBaseline), ({ name }) => [name]) } : {}),
    capabilities: sortedBy(contract.capabilities.map(sortedCapability), ({ name }) => [name]),
    endpoints: sortedBy(contract.endpoints.map(sortedEndpoint), (endpoint) => [
      erasedTemplate(endpoint.routeTemplate),
      endpoint.method,
    ]),
    ...(isFilled(services) ? { services: sortedBy(services.map(sortedService), ({ namespace }) => [namespace]) } : {}),
    ...(isFilled(tombstones) ? { tombstones: sortedBy(tombstones, ({ kind, identity }) => [kind, identity]) } : {}),
  };
}

function isFilled<Item>(list: Item[] | undefined): list is Item[] {
  return list !== undefined && list.length > 0;
}

export function sortedCapability(capability: Capability): Capability {
  const { aliases, ...rest } = spelledOut(capability);
  return { ...rest, ...(isFilled(aliases) ? { aliases: sortedSet(aliases) } : {}) };
}

export function sortedEndpoint(endpoint: Endpoint): Endpoint {
  const { request, response, errors, ...rest } = sortedRequirements(endpoint);
  return {
    ...rest,
    ...(request === undefined ? {} : { request: canonicalSchema(request) }),
    ...(response === undefined ? {} : { response: canonicalSchema(response) }),
    ...(isFilled(errors)
      ? { errors: sortedBy(errors.map(sortedError), ({ status, code = '' }) => [status, code]) }
      : {}),
  };
}

function sortedService({ methods, events, ...rest }: Service): Service {
  return {
    ...rest,
    ...(isFilled(methods) ? { methods: sortedBy(methods.map(sortedMethod), ({ name }) => [name]) } : {}),
    ...(isFilled(events) ? { events: sortedBy(events.map(sortedEvent), ({ name }) => [name]) } : {}),
  };
}

export function sortedMethod(method: ServiceMethod): ServiceMethod {
  const { errors, ...rest } = sortedRequirements(method);
  return {
    ...rest,
    input: canonicalSchema(method.input),
    output: canonicalSchema(method.output),
    ...(isFilled(errors) ? { errors: sortedBy(errors.map(sortedError), ({ code }) => [code]) } : {}),
  };
}

export function sortedEvent(event: ServiceEvent): ServiceEvent {
  return { ...sortedRequirements(event), payload: canonicalSchema(event.payload) };
}

function sortedError<Failure extends { schema?: UserSchema }>(error: Failure): Failure {
  return error.schema === undefined ? error : { ...error, schema: canonicalSchema(error.schema) };
}

function sortedBaseline<Named extends Pick<Baseline, 'capabilities' | 'endpoints'>>(baseline: Named): Named {
  return { ...baseline, capabilities: sortedSet(baseline.capabilities), endpoints: sortedSet(baseline.endpoints) };
}

function sortedRequirements<Item extends Pick<ServiceMethod, 'deprecation' | 'requiredCapabilities'>>(
  item: Item,
): Item {
  return { ...spelledOut(item), requiredCapabilities: sortedSet(item.requiredCapabilities ?? []) };
}

/** A descriptor without a deprecation and one whose deprecation is null say the same; so do their snapshots. */
function spelledOut<Item extends { deprecation?: Deprecation | null }>(item: Item): Item {
  return { ...item, deprecation: item.deprecation ?? null };
}

function sortedSet(items: readonly string[]): string[] {
  return [...new Set(items)].sort(byCodeUnit);
}

/** Sorts by identity; two items of one identity (a finding of its own) by their content, so that no order is left open. */
function sortedBy<Item>(items: readonly Item[], identity: (item: Item) => readonly (string | number)[]): Item[] {
  return items
    .map((item) => ({ item, key: identity(item) }))
    .sort((a, b) => byTuple(a.key, b.key) || byCodeUnit(canonicalJson(a.item), canonicalJson(b.item)))
    .map(({ item }) => item);
}
