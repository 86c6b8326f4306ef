import type { Boundary } from '../contract/boundaries.ts';
import type { Contract, Endpoint } from '../contract/model.ts';
import { patternMeets } from '../contract/routes/pattern.ts';

/** The endpoints that a boundary takes in, each once, with their index in the contract. */
export function insideOf(
  boundary: Boundary,
  { endpoints }: Pick<Contract, 'endpoints'>,
): { endpoint: Endpoint; index: number }[] {
  return endpoints.flatMap((endpoint, index) => {
    const verb = boundary.methods === undefined || boundary.methods.includes(endpoint.method);
    const inside = verb && boundary.routes.some((route) => patternMeets(route, endpoint.routeTemplate));
    return inside ? [{ endpoint, index }] : [];
  });
}
