import { type Digest, digestJson } from '../model/digest.ts';
import { byCodeUnit, byTuple } from '../model/order.ts';
import {
  type Capability,
  type Contract,
  type Endpoint,
  endpointIdentity,
  type Service,
  type ServiceEvent,
  type ServiceMethod,
  type UserSchema,
} from './model.ts';
import { semanticText } from './semantic-schema.ts';
import { sortedCapability, sortedEndpoint, sortedEvent, sortedMethod, toSnapshot } from './snapshot.ts';

/** Two digests of one node: of what it means, without words for people, and of everything that it says. */
export interface NodeDigests {
  readonly semantic: Digest;
  readonly content: Digest;
}

/** Digests of a whole contract as a Merkle tree: descriptor → family or service → contract. */
export interface ContractDigests {
  /** Says the same for two versions that say the same: the place in the history (version, previous digest) is left out. */
  readonly contract: NodeDigests;
  /** Endpoints by their route family. */
  readonly families: ReadonlyMap<string, NodeDigests>;
  readonly services: ReadonlyMap<string, NodeDigests>;
  /** `capability queue.read`, `endpoint GET /queue/{}`, `method hr/v1#members.list`, `event hr/v1#member.joined`. */
  readonly descriptors: ReadonlyMap<string, NodeDigests>;
}

/** Digests of every node of a contract; the order of its lists has no part in them. */
export function contractDigests(contract: Contract): ContractDigests {
  const { capabilities, endpoints, services = [] } = contract;
  const families = new Map<string, Named[]>();
  for (const endpoint of endpoints) {
    const named = { name: `endpoint ${endpointIdentity(endpoint)}`, digests: endpointDigests(endpoint) };
    const family = families.get(endpoint.routeFamily);
    if (family === undefined) families.set(endpoint.routeFamily, [named]);
    else family.push(named);
  }
  const members = services.map((service) => ({ service, members: serviceMembers(service) }));
  const grants = capabilities.map((item) => ({ name: `capability ${item.name}`, digests: capabilityDigests(item) }));
  const familyNodes = named([...families].map(([name, nodes]) => ({ name, digests: branch(nodes) })));
  const serviceNodes = named(
    members.map(({ service, members: nodes }) => ({
      name: service.namespace,
      digests: serviceDigests(service, nodes),
    })),
  );
  return {
    contract: branch([
      envelope(contract),
      { name: 'capabilities', digests: branch(grants) },
      ...familyNodes,
      ...serviceNodes,
    ]),
    families: index(familyNodes),
    services: index(serviceNodes),
    descriptors: index([
      ...grants,
      ...[...families.values()].flat(),
      ...members.flatMap(({ members: nodes }) => nodes),
    ]),
  };
}

export function capabilityDigests(capability: Capability): NodeDigests {
  return leaf(sortedCapability(capability), {});
}

export function endpointDigests(endpoint: Endpoint): NodeDigests {
  const sorted = sortedEndpoint(endpoint);
  const { request, response, errors } = sorted;
  return leaf(sorted, {
    request: meaningOf(request),
    response: meaningOf(response),
    errors: errors?.map(errorMeaning),
  });
}

export function methodDigests(method: ServiceMethod): NodeDigests {
  const sorted = sortedMethod(method);
  const { input, output, errors } = sorted;
  return leaf(sorted, { input: meaningOf(input), output: meaningOf(output), errors: errors?.map(errorMeaning) });
}

export function eventDigests(event: ServiceEvent): NodeDigests {
  const sorted = sortedEvent(event);
  return leaf(sorted, { payload: meaningOf(sorted.payload) });
}

interface Named {
  readonly name: string;
  readonly digests: NodeDigests;
}

function serviceMembers({ namespace, methods = [], events = [] }: Service): Named[] {
  return [
    ...methods.map((item) => ({ name: `method ${namespace}#${item.name}`, digests: methodDigests(item) })),
    ...events.map((item) => ({ name: `event ${namespace}#${item.name}`, digests: eventDigests(item) })),
  ];
}

function serviceDigests(service: Service, nodes: readonly Named[]): NodeDigests {
  return branch([{ name: 'service', digests: leaf(without(service, 'methods', 'events'), {}) }, ...nodes]);
}

/** Everything of a contract but its descriptors and its place in the history. */
function envelope(contract: Contract): Named {
  const alone = toSnapshot({ ...contract, capabilities: [], endpoints: [], services: [] }).contract;
  const content: object = {
    ...without(alone, 'capabilities', 'endpoints', 'contractVersion', 'previousDigest'),
    compatibilityWindow: alone.compatibilityWindow && without(alone.compatibilityWindow, 'currentContractVersion'),
  };
  const digests = {
    content: digestJson(content),
    semantic: digestJson(without(content, 'generatedBy', 'stabilityPolicy')),
  };
  return { name: 'contract', digests };
}

/** A node's digest is over the names and digests of what is below it. */
function branch(nodes: readonly Named[]): NodeDigests {
  const sorted = [...nodes].sort((a, b) => byTuple([a.name, a.digests.content], [b.name, b.digests.content]));
  return {
    semantic: digestJson(sorted.map(({ name, digests: { semantic } }) => [name, semantic])),
    content: digestJson(sorted.map(({ name, digests: { content } }) => [name, content])),
  };
}

/** @param meanings the members that are schemas, as what they mean */
function leaf(item: object & { readonly deprecation?: object | null }, meanings: object): NodeDigests {
  const { deprecation } = item;
  const meaning = {
    ...without(item, 'description', 'examples'),
    ...(deprecation ? { deprecation: without(deprecation, 'note') } : {}),
    ...meanings,
  };
  return { content: digestJson(item), semantic: digestJson(meaning) };
}

function meaningOf(schema: UserSchema | undefined): string | undefined {
  return schema === undefined ? undefined : semanticText(schema);
}

function errorMeaning(error: { readonly schema?: UserSchema }): object {
  return { ...without(error, 'description'), schema: meaningOf(error.schema) };
}

function without(item: object, ...names: readonly string[]): object {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
}

function named(nodes: readonly Named[]): Named[] {
  return [...nodes].sort((a, b) => byCodeUnit(a.name, b.name));
}

/** Of a repeated identity the first counts, as everywhere. */
function index(nodes: readonly Named[]): ReadonlyMap<string, NodeDigests> {
  const found = new Map<string, NodeDigests>();
  for (const { name, digests: node } of nodes) if (!found.has(name)) found.set(name, node);
  return found;
}
