/**
 * Maximum bipartite matching (Kuhn): pairs as many left with right places as the edges allow.
 * @param edges for each left place the right places that it may be paired with, the best first
 * @returns for each left place its right place, or undefined
 */
export function maximumMatching(edges: readonly (readonly number[])[]): (number | undefined)[] {
  const leftOf = new Map<number, number>();
  const tryPlace = (left: number, visited: Set<number>): boolean => {
    for (const right of edges[left] ?? []) {
      if (visited.has(right)) continue;
      visited.add(right);
      const holder = leftOf.get(right);
      if (holder === undefined || tryPlace(holder, visited)) {
        leftOf.set(right, left);
        return true;
      }
    }
    return false;
  };
  for (const left of edges.keys()) tryPlace(left, new Set());
  const rightOf: (number | undefined)[] = edges.map(() => undefined);
  for (const [right, left] of leftOf) rightOf[left] = right;
  return rightOf;
}
