import { type Endpoint, erasedTemplate } from '../contract/model.ts';
import type { Side } from './pairs.ts';

/** A new endpoint, and old ones of its verb that match some of the same requests. */
export interface Shadowing {
  readonly fresh: Side<Endpoint>;
  readonly shadowed: readonly Endpoint[];
}

const PARAMETER = '{}';

/**
 * New endpoints that take requests from old ones of their verb: both templates match some request, and at the first
 * segment where they differ the new one has a literal, which routers prefer, and the old one a parameter.
 */
export function* shadowedRoutes(fresh: readonly Side<Endpoint>[], old: readonly Endpoint[]): Generator<Shadowing> {
  if (fresh.length === 0) return;
  const routes = new RouteTree();
  for (const endpoint of old) routes.add(endpoint);
  for (const side of fresh) {
    const shadowed = routes.overlapping(side.item);
    if (shadowed.length > 0) yield { fresh: side, shadowed };
  }
}

interface Branch {
  readonly children: Map<string, Branch>;
  endpoint?: Endpoint;
}

class RouteTree {
  private readonly byMethod = new Map<string, Branch>();

  add(endpoint: Endpoint): void {
    let branch = branchOf(this.byMethod, endpoint.method);
    for (const segment of segments(endpoint)) branch = branchOf(branch.children, segment);
    branch.endpoint ??= endpoint;
  }

  /** Old endpoints that overlap the new one and come after it, in the order of their routes. */
  overlapping(endpoint: Endpoint): Endpoint[] {
    const root = this.byMethod.get(endpoint.method);
    let reached = root === undefined ? [] : [{ branch: root, wins: false }];
    for (const segment of segments(endpoint))
      reached = reached.flatMap(({ branch, wins }) =>
        [...branch.children].flatMap(([name, child]) => {
          if (name === segment) return [{ branch: child, wins }];
          if (name === PARAMETER) return [{ branch: child, wins: true }];
          return segment === PARAMETER && wins ? [{ branch: child, wins }] : [];
        }),
      );
    return reached.flatMap(({ branch, wins }) => (wins && branch.endpoint !== undefined ? [branch.endpoint] : []));
  }
}

function branchOf(branches: Map<string, Branch>, name: string): Branch {
  let branch = branches.get(name);
  if (branch === undefined) {
    branch = { children: new Map() };
    branches.set(name, branch);
  }
  return branch;
}

function segments({ routeTemplate }: Endpoint): string[] {
  return erasedTemplate(routeTemplate).split('/').slice(1);
}
