import { type Capability, type Contract, type Endpoint, endpointIdentity, erasedTemplate } from '../contract/model.ts';
import { perInput } from './per-input.ts';

/** Whether a capability belongs to the contract's stable baseline: by the baseline's list, else by the descriptor's own word. */
export function isBaselineCapability(contract: Contract, capability: Capability): boolean {
  return members(contract)?.capabilities.has(capability.name) ?? capability.stableBaselineMember ?? false;
}

/** Whether an endpoint belongs to the contract's stable baseline; parameter names don't count. */
export function isBaselineEndpoint(contract: Contract, endpoint: Endpoint): boolean {
  return members(contract)?.endpoints.has(endpointIdentity(endpoint)) ?? endpoint.stableBaselineMember ?? false;
}

const members = perInput(({ stableBaseline }: Contract) =>
  stableBaseline === undefined
    ? undefined
    : {
        capabilities: new Set(stableBaseline.capabilities),
        endpoints: new Set(stableBaseline.endpoints.map(erasedTemplate)),
      },
);
