import type { Target } from '../formats/generated/evidence.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { byCodeUnit } from '../model/order.ts';

export type { Target };

/** What names one unit: a requirement and, where it judges many things, one of them. */
export interface UnitRef {
  readonly evidenceId: string;
  readonly target?: Target | undefined;
}

/** Identity of a unit, for maps. */
export function unitKey({ evidenceId, target }: UnitRef): string {
  return canonicalJson([evidenceId, target ?? null]);
}

/** A unit as people read it: `compat#hello`, `clients.drift#client=typescript`. An app needs no label: it is what most targets are. */
export function unitName({ evidenceId, target }: UnitRef): string {
  if (target === undefined) return evidenceId;
  const parts = Object.entries(target)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([key, value]) => (key === 'appId' ? value : `${key}=${value}`));
  return `${evidenceId}#${parts.join(',')}`;
}
