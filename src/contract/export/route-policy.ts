import type { PolicyRoute, RoutePolicy } from '../../formats/generated/route-policy.ts';
import { equalJson } from '../../model/json/equal.ts';
import { byCodeUnit } from '../../model/order.ts';
import { type Contract, erasedTemplate } from '../model.ts';
import { toSnapshot } from '../snapshot.ts';
import { principalsOf } from './principals.ts';

/** What a platform must enforce at each route, from the same descriptors that it publishes. */
export function exportRoutePolicy(contract: Contract): RoutePolicy {
  const { apiVersion, endpoints } = toSnapshot(contract).contract;
  const routes = endpoints.map(
    (endpoint): PolicyRoute => ({
      method: endpoint.method,
      route: endpoint.routeTemplate,
      action: endpoint.actionLabel,
      capabilities: endpoint.requiredCapabilities,
      principals: principalsOf(endpoint),
    }),
  );
  return { kind: 'assay.route-policy', schemaVersion: 1, apiVersion, routes };
}

/** A route that a committed policy and the contract's own have otherwise. */
export interface PolicyDifference {
  readonly identity: string;
  /** As the contract has it, against the committed policy. */
  readonly state: 'added' | 'removed' | 'changed';
  readonly members: readonly string[];
}

/** What a committed policy says otherwise; order, repeats and names of parameters say nothing. */
export function policyDifferences(committed: RoutePolicy, own: RoutePolicy): PolicyDifference[] {
  const [before, after] = [byRoute(committed), byRoute(own)];
  const versions: PolicyDifference[] =
    committed.apiVersion === own.apiVersion
      ? []
      : [{ identity: own.apiVersion, state: 'changed', members: ['apiVersion'] }];
  const routes = [...new Set([...before.keys(), ...after.keys()])]
    .sort(byCodeUnit)
    .flatMap((identity): PolicyDifference[] => {
      const [was, is] = [before.get(identity) ?? [], after.get(identity) ?? []];
      if (equalJson(was, is)) return [];
      if (was.length === 0 || is.length === 0)
        return [{ identity, state: was.length === 0 ? 'added' : 'removed', members: [] }];
      return [{ identity, state: 'changed', members: changedMembers(was, is) }];
    });
  return [...versions, ...routes];
}

type Enforced = Pick<PolicyRoute, 'action' | 'capabilities' | 'principals'>;

/** What is enforced, by method and erased route: a list, since a committed policy may name a route twice. */
function byRoute({ routes }: RoutePolicy): Map<string, Enforced[]> {
  const found = new Map<string, Enforced[]>();
  for (const { method, route, action, capabilities, principals } of routes) {
    const identity = `${method} ${erasedTemplate(route)}`;
    const enforced = { action, capabilities: sortedSet(capabilities), principals: sortedSet(principals) };
    found.set(identity, [...(found.get(identity) ?? []), enforced]);
  }
  return found;
}

function changedMembers([was, second]: readonly Enforced[], [is]: readonly Enforced[]): string[] {
  if (was === undefined || is === undefined || second !== undefined) return ['route'];
  return (['action', 'capabilities', 'principals'] as const).filter((name) => !equalJson(was[name], is[name]));
}

function sortedSet<Item extends string>(items: readonly Item[]): Item[] {
  return [...new Set(items)].sort(byCodeUnit);
}
