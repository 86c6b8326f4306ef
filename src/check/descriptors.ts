import { type Contract, endpointIdentity } from '../contract/model.ts';

/** What every descriptor of a contract has in common, and where it stands. */
export interface Descriptor {
  readonly kind: 'capability' | 'endpoint' | 'service' | 'method' | 'event';
  /** As people write it: `queue.read`, `DELETE /queue/{}`, `hr/v1`, `hr/v1#members.list`. */
  readonly identity: string;
  /** Contract version since which it is there; a service has none of its own. */
  readonly since?: number;
  readonly requiredCapabilities: readonly string[];
  readonly description: string;
  /** RFC 6901 pointer into the contract. */
  readonly pointer: string;
}

/** Every descriptor of a contract, in the order in which the contract lists them. */
export function* descriptors({ capabilities, endpoints, services = [] }: Contract): Generator<Descriptor> {
  for (const [index, { name, sinceContractVersion: since, description }] of capabilities.entries())
    yield {
      kind: 'capability',
      identity: name,
      since,
      requiredCapabilities: [],
      description,
      pointer: `/capabilities/${index}`,
    };
  for (const [index, endpoint] of endpoints.entries())
    yield {
      kind: 'endpoint',
      identity: endpointIdentity(endpoint),
      since: endpoint.sinceContractVersion,
      requiredCapabilities: endpoint.requiredCapabilities,
      description: endpoint.description,
      pointer: `/endpoints/${index}`,
    };
  for (const [index, { namespace, description, methods = [], events = [] }] of services.entries()) {
    const pointer = `/services/${index}`;
    yield { kind: 'service', identity: namespace, requiredCapabilities: [], description, pointer };
    yield* targets('method', methods, namespace, `${pointer}/methods`);
    yield* targets('event', events, namespace, `${pointer}/events`);
  }
}

interface Target {
  readonly name: string;
  readonly sinceContractVersion: number;
  readonly requiredCapabilities?: readonly string[];
  readonly description: string;
}

function* targets(
  kind: 'method' | 'event',
  items: readonly Target[],
  namespace: string,
  at: string,
): Generator<Descriptor> {
  for (const [index, { name, sinceContractVersion: since, requiredCapabilities = [], description }] of items.entries())
    yield {
      kind,
      identity: `${namespace}#${name}`,
      since,
      requiredCapabilities,
      description,
      pointer: `${at}/${index}`,
    };
}
