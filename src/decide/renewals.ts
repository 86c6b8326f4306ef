import type { PolicyKnobs } from '../formats/generated/policy.ts';
import type { Waiver } from '../formats/generated/waiver.ts';
import { daysBetween } from './instant.ts';
import { unitKey } from './unit.ts';
import type { WaiverVerdict } from './waiver-state.ts';

/** A waiver with the digest that `renews` names. */
export interface DigestedWaiver {
  readonly digest: string;
  readonly waiver: Waiver;
}

const MAX_RENEWALS = 2;
const MAX_DAYS = 60;

/**
 * Whether what a waiver waives was waived too often or too long. What came before is what it says it renews, and every
 * earlier waiver of the same unit with a finding in common: a new id makes no new finding.
 */
export function renewalFault(
  one: DigestedWaiver,
  all: readonly DigestedWaiver[],
  knobs: PolicyKnobs,
): WaiverVerdict | undefined {
  const { renews } = one.waiver;
  if (renews !== undefined && !all.some(({ digest }) => digest === renews))
    return { state: 'renewal-unknown', explanation: `renews ${renews}, which no file here has` };
  const before = earlierWaivers(one, all);
  const { maxRenewals = MAX_RENEWALS, maxWaivedDays = MAX_DAYS } = knobs;
  const ids = new Set(before.map(({ waiver }) => waiver.id));
  ids.delete(one.waiver.id);
  if (ids.size > maxRenewals)
    return {
      state: 'over-renewed',
      explanation: `is renewal ${ids.size} of what ${[...ids].sort().join(', ')} waived, and ${maxRenewals} are allowed`,
    };
  const [begin = one.waiver.notBefore] = [one, ...before].map(({ waiver }) => waiver.notBefore).sort();
  const days = daysBetween(begin, one.waiver.expiresAt);
  if (before.length === 0 || days <= maxWaivedDays) return undefined;
  return {
    state: 'over-renewed',
    explanation: `would waive since ${begin} for ${Math.ceil(days)} days in all, and ${maxWaivedDays} are allowed`,
  };
}

/** Everything that waived the same before, however it was called. */
export function earlierWaivers(one: DigestedWaiver, all: readonly DigestedWaiver[]): DigestedWaiver[] {
  const declared = new Set<string>();
  for (let digest = one.waiver.renews; digest !== undefined && !declared.has(digest); ) {
    declared.add(digest);
    const named = digest;
    digest = all.find((other) => other.digest === named)?.waiver.renews;
  }
  return all.filter(
    (other) => other.digest !== one.digest && (declared.has(other.digest) || waivedTheSame(other.waiver, one.waiver)),
  );
}

function waivedTheSame(earlier: Waiver, later: Waiver): boolean {
  if (unitKey(earlier.scope) !== unitKey(later.scope) || earlier.notBefore >= later.notBefore) return false;
  const before: readonly string[] = earlier.scope.findings ?? [];
  const after: readonly string[] = later.scope.findings ?? [];
  if (before.length === 0 && after.length === 0) return true;
  return after.some((fingerprint) => before.includes(fingerprint));
}
