import { byCodeUnit } from '../model/order.ts';

/** What a claimed set lacks of the actual one and what it has beyond it, each in code-unit order and without repeats. */
export function compareSets(
  claimed: readonly string[],
  actual: readonly string[],
): { readonly missing: string[]; readonly extra: string[] } {
  const without = (all: readonly string[], some: readonly string[]): string[] =>
    [...new Set(all)].filter((item) => !some.includes(item)).sort(byCodeUnit);
  return { missing: without(actual, claimed), extra: without(claimed, actual) };
}
