import type { Deprecation } from '../contract/model.ts';
import type { DiffInput } from './diff-rule.ts';

/**
 * Whether the baseline announced a descriptor's removal long enough before, and the version that it named has come.
 * Days count where the contract counts them: both are compared with the announced removal day, never with a clock.
 */
export function isLawfulRemoval(
  { deprecation }: { readonly deprecation?: Deprecation | null },
  { current, policy }: Pick<DiffInput, 'current' | 'policy'>,
): boolean {
  if (!deprecation) return false;
  const { deprecatedSinceContractVersion: since, removalContractVersion: removal } = deprecation;
  if (since === null || removal === null) return false;
  return (
    removal <= current.contract.contractVersion &&
    removal - since >= policy.deprecation &&
    daysBetween(deprecation) >= (policy.days ?? 0)
  );
}

const DAY = 24 * 60 * 60 * 1000;

/** Days between announcement and removal; none where either day is missing. */
export function daysBetween({ deprecatedOn, removalOn }: Deprecation): number {
  if (deprecatedOn === undefined || removalOn === undefined) return 0;
  return (Date.parse(removalOn) - Date.parse(deprecatedOn)) / DAY;
}
