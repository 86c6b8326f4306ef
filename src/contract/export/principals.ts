import type { PolicyRoute } from '../../formats/generated/route-policy.ts';
import type { Endpoint } from '../model.ts';

export type Principal = PolicyRoute['principals'][number];

/** Who may call an endpoint at all, in code-unit order. */
export function principalsOf(endpoint: Endpoint): Principal[] {
  const { appBrowserPrincipalsAllowed, appProcessPrincipalsAllowed, hostOperatorBypassAllowed } = endpoint;
  return [
    ...(appBrowserPrincipalsAllowed ? (['app-browser'] as const) : []),
    ...(appProcessPrincipalsAllowed ? (['app-process'] as const) : []),
    ...(hostOperatorBypassAllowed ? (['host-operator'] as const) : []),
  ];
}
