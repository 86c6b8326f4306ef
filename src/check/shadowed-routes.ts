import { type Endpoint, erasedTemplate } from '../contract/model.ts';
import type { Side } from './pairs.ts';

/** A new endpoint, and old ones of its verb that match some of the same requests. */
export interface Shadowing {
  readonly fresh: Side<Endpoint>;
  readonly shadowed: readonly Endpoint[];
}

const PARAMETER = '{}';

/** New endpoints that have a literal where an old template of their verb has a parameter, and overlap it otherwise. */
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

  /** Old endpoints that a literal of the new one stands in the parameter's place of, in the order of their routes. */
  overlapping(endpoint: Endpoint): Endpoint[] {
    const root = this.byMethod.get(endpoint.method);
    let reached = root === undefined ? [] : [{ branch: root, literal: false }];
    for (const segment of segments(endpoint))
      reached = reached.flatMap(({ branch, literal }) =>
        [...branch.children].flatMap(([name, child]) => {
          if (name === segment) return [{ branch: child, literal }];
          if (name === PARAMETER) return [{ branch: child, literal: true }];
          return segment === PARAMETER ? [{ branch: child, literal }] : [];
        }),
      );
    return reached.flatMap(({ branch, literal }) =>
      literal && branch.endpoint !== undefined ? [branch.endpoint] : [],
    );
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
