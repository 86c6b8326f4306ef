import type { Contract, ServiceEvent, ServiceMethod } from '../contract/model.ts';

/** A method or an event of a contract. */
export type BrokerTarget =
  | { readonly kind: 'method'; readonly item: ServiceMethod }
  | { readonly kind: 'event'; readonly item: ServiceEvent };

/** Every method and event of a contract by its target, `ns/vN#name`. */
export function brokerTargets({ services = [] }: Contract): ReadonlyMap<string, BrokerTarget> {
  const found = new Map<string, BrokerTarget>();
  for (const { namespace, methods = [], events = [] } of services) {
    for (const item of methods) found.set(`${namespace}#${item.name}`, { kind: 'method', item });
    for (const item of events) found.set(`${namespace}#${item.name}`, { kind: 'event', item });
  }
  return found;
}
