import type { Contract } from '../contract/model.ts';
import type { Subject } from './diff-rule.ts';
import type { Living } from './lifecycle-items.ts';

/** A descriptor with a life of its own, in one contract. */
export interface ContractLife {
  readonly subject: Subject;
  readonly item: Living;
  /** RFC 6901 pointer into the contract. */
  readonly pointer: string;
}

/** Every capability, endpoint, method and event of a contract, in the order in which it lists them. */
export function* contractLives({ capabilities, endpoints, services = [] }: Contract): Generator<ContractLife> {
  for (const [index, item] of capabilities.entries())
    yield { subject: { kind: 'capability', identity: item.name }, item, pointer: `/capabilities/${index}` };
  for (const [index, item] of endpoints.entries()) {
    const identity = `${item.method} ${item.routeTemplate}`;
    yield { subject: { kind: 'endpoint', identity }, item, pointer: `/endpoints/${index}` };
  }
  for (const [at, { namespace, methods = [], events = [] }] of services.entries()) {
    for (const [index, item] of methods.entries()) {
      const identity = `${namespace}#${item.name}`;
      yield { subject: { kind: 'method', identity }, item, pointer: `/services/${at}/methods/${index}` };
    }
    for (const [index, item] of events.entries()) {
      const identity = `${namespace}#${item.name}`;
      yield { subject: { kind: 'event', identity }, item, pointer: `/services/${at}/events/${index}` };
    }
  }
}
