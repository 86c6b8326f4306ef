import type { Contract } from './model.ts';

export interface ContractCounts {
  readonly capabilities: number;
  readonly endpoints: number;
  readonly services: number;
  readonly methods: number;
  readonly events: number;
}

/** How many descriptors of each kind a contract has. */
export function contractCounts({ capabilities, endpoints, services = [] }: Contract): ContractCounts {
  return {
    capabilities: capabilities.length,
    endpoints: endpoints.length,
    services: services.length,
    methods: services.flatMap(({ methods = [] }) => methods).length,
    events: services.flatMap(({ events = [] }) => events).length,
  };
}

/** How many descriptors apps should not count on: those whose stability is anything but stable. */
export function notStableCount({ capabilities, endpoints, services = [] }: Contract): number {
  const targets = services.flatMap(({ methods = [], events = [] }) => [...methods, ...events]);
  return [...capabilities, ...endpoints, ...targets].filter(({ stability }) => stability !== 'stable').length;
}
