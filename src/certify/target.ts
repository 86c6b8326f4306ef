import type { Target } from '../formats/generated/evidence.ts';
import { canonicalJson } from '../model/json/canonical.ts';

/** An app's target: its id, or its path where it has none that could be named. */
export function appTarget(id: string | undefined, path: string): Target {
  return id !== undefined && /^[a-z0-9][a-z0-9._-]{0,127}$/.test(id) ? { appId: id } : { path };
}

/** Gives two things of one target their paths too, so that evidence and waivers can tell them apart. */
export function distinctTargets<T extends { readonly target: Target; readonly path: string }>(
  items: readonly T[],
): T[] {
  const count = new Map<string, number>();
  for (const { target } of items) count.set(canonicalJson(target), (count.get(canonicalJson(target)) ?? 0) + 1);
  return items.map((item) => {
    const shared = (count.get(canonicalJson(item.target)) ?? 0) > 1;
    return shared ? { ...item, target: { ...item.target, path: item.path } } : item;
  });
}
