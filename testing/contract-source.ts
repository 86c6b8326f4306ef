import type { Capability, Contract, ContractSource, Endpoint } from '../src/contract/model.ts';

/** A capability that a test does not turn on. */
export function capability(members: Partial<Capability> = {}): Capability {
  return {
    name: 'queue.read',
    stability: 'stable',
    sinceContractVersion: 1,
    deprecation: null,
    description: 'Read the queue.',
    ...members,
  };
}

/** An endpoint that a test does not turn on. */
export function endpoint(members: Partial<Endpoint> = {}): Endpoint {
  return {
    routeFamily: 'queue',
    method: 'GET',
    routeTemplate: '/queue',
    actionLabel: 'queue.read',
    requiredCapabilities: ['queue.read'],
    hostOperatorBypassAllowed: true,
    appProcessPrincipalsAllowed: true,
    appBrowserPrincipalsAllowed: true,
    stability: 'stable',
    sinceContractVersion: 1,
    deprecation: null,
    description: 'Read the queue.',
    ...members,
  };
}

/** A small contract that breaks no rule. */
export function contract(members: Partial<Contract> = {}): Contract {
  return {
    apiVersion: 'v1',
    contractVersion: 1,
    generatedBy: 'example',
    stabilityPolicy: 'Stable entries stay.',
    capabilities: [capability()],
    endpoints: [endpoint()],
    ...members,
  };
}

/** The same as a source document. */
export function contractSource(members: Partial<Contract> = {}): ContractSource {
  return { kind: 'assay.contract', schemaVersion: 1, contract: contract(members) };
}
