import type { Waiver } from '../formats/generated/waiver.ts';
import type { JudgedRequirement, JudgedUnit } from './judge-requirement.ts';
import { unitKey } from './unit.ts';
import type { WaiverScopeMatch, WaiverSubject } from './waiver-state.ts';

/** What a waiver's scope leads to among what was judged. */
export function matchOf({ scope }: Waiver, requirements: readonly JudgedRequirement[]): WaiverScopeMatch {
  const requirement = requirements.find(({ policy, level }) => policy.id === scope.evidenceId && level !== 'off');
  if (requirement === undefined) return { units: [] };
  const key = unitKey(scope);
  const subject = requirement.units.find(({ ref }) => unitKey(ref) === key);
  return {
    requirement: requirement.policy,
    ...(subject ? { subject: subjectOf(subject) } : {}),
    units: requirement.units.map(subjectOf),
  };
}

function subjectOf({ ref, found, outcome, blockingStates, blocking }: JudgedUnit): WaiverSubject {
  return {
    unit: ref,
    state: found.state,
    blockingStates,
    blocked: outcome === 'block',
    accepted: outcome === 'accepted',
    fingerprints: listedFindings({ found, blocking }),
    unwaivable: blocking.filter(({ waivable }) => waivable === false).map(({ ruleId }) => ruleId),
    producers: (found.document?.signers ?? []).map(({ principal }) => principal),
  };
}

/**
 * Fingerprints that a waiver of the unit must list. Only what the document found is listed: that evidence is missing,
 * skipped or stale is one thing, named by its state.
 */
export function listedFindings({ found, blocking }: Pick<JudgedUnit, 'found' | 'blocking'>): string[] {
  const own = new Set(found.document?.evidence.findings.map(({ fingerprint }) => fingerprint));
  return blocking.map(({ fingerprint }) => fingerprint).filter((fingerprint) => own.has(fingerprint));
}
