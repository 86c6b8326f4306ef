import type { AcceptedFinding, AcceptedFindings } from '../formats/generated/accepted-findings.ts';
import type { CertifiedAcceptedFindings } from '../formats/generated/certification.ts';
import type { Finding } from '../model/finding.ts';
import { NAMELESS_RULES } from './accepted.ts';
import { type AcceptedStanding, acceptsFor, certifiedAcceptors } from './judge-accepted.ts';
import type { JudgedRequirement, JudgedUnit } from './judge-requirement.ts';
import type { RunIdentity } from './observation.ts';
import { isAcceptableState } from './states.ts';
import { unitKey, unitName } from './unit.ts';
import { mayBeWaived } from './waiver-state.ts';

/** True where all that a unit would block for is accepted. */
export function isAccepted({ accepted, blocking }: Pick<JudgedUnit, 'accepted' | 'blocking'>): boolean {
  return accepted.length > 0 && blocking.length === 0;
}

/** Requirements with what the list accepts taken out of what blocks. Nothing is changed where the list does not hold. */
export function applyAccepted(
  judged: readonly JudgedRequirement[],
  standing: AcceptedStanding | undefined,
): JudgedRequirement[] {
  const list = standing?.state === 'valid' ? standing.known?.list : undefined;
  if (standing === undefined || list === undefined) return [...judged];
  const listed = findingsByUnit(list);
  return judged.map((requirement) => ({
    ...requirement,
    units: requirement.units.map((unit) => {
      const findings = listed.get(unitKey(unit.ref));
      if (findings === undefined || !mayBeAccepted(requirement, unit)) return unit;
      return acceptsFor(standing, producersOf(unit)) ? withAccepted(unit, findings) : unit;
    }),
  }));
}

/**
 * What of a unit may be accepted, and how often each: what it blocks for now, was found by a check, and is waivable. None
 * where anything else keeps it from passing.
 */
export function acceptable(requirement: JudgedRequirement, unit: JudgedUnit): Map<string, Acceptable> {
  const counts = new Map<string, Acceptable>();
  if (!mayBeAccepted(requirement, unit)) return counts;
  for (const { fingerprint, ruleId, severity } of unit.blocking.filter(ownOf(unit))) {
    const count = (counts.get(fingerprint)?.count ?? 0) + 1;
    counts.set(fingerprint, { ruleId, count, ...(severity === 'error' ? {} : { severity: 'warning' }) });
  }
  return counts;
}

type Acceptable = Omit<AcceptedFinding, 'fingerprint'>;

/** Whether a check found something of a unit that has a name, and a waiver could cover it. */
function ownOf({ found }: JudgedUnit): (finding: Finding) => boolean {
  const own = new Set(found.document?.evidence.findings.map(({ fingerprint }) => fingerprint));
  return ({ fingerprint, ruleId, waivable }) =>
    waivable !== false && own.has(fingerprint) && !NAMELESS_RULES.has(ruleId);
}

/** Only what was found and nothing else keeps the unit from passing, and the policy leaves a way past it. */
function mayBeAccepted({ policy }: JudgedRequirement, { outcome, blockingStates }: JudgedUnit): boolean {
  return (
    outcome === 'block' &&
    policy.waivable !== 'never' &&
    blockingStates.every((state) => isAcceptableState(state) && mayBeWaived(policy, state))
  );
}

/**
 * Splits what blocks: of each fingerprint as many as are listed are accepted, and no one that is never waivable, or that
 * was a warning and is an error now.
 */
function withAccepted(unit: JudgedUnit, listed: readonly AcceptedFinding[]): JudgedUnit {
  const left = new Map(listed.map(({ fingerprint, count }) => [fingerprint, count]));
  const mild = new Set(listed.flatMap(({ fingerprint, severity }) => (severity === undefined ? [] : [fingerprint])));
  const isOwn = ownOf(unit);
  const accepted: Finding[] = [];
  const blocking: Finding[] = [];
  for (const finding of unit.blocking) {
    const count = left.get(finding.fingerprint) ?? 0;
    const worse = finding.severity === 'error' && mild.has(finding.fingerprint);
    const takes = count > 0 && !worse && isOwn(finding);
    if (takes) left.set(finding.fingerprint, count - 1);
    (takes ? accepted : blocking).push(finding);
  }
  const outcome = isAccepted({ accepted, blocking }) ? 'accepted' : unit.outcome;
  // Who waives the rest need not speak of warnings where none is left.
  const warned = blocking.some(({ severity }) => severity === 'warning');
  const blockingStates = unit.blockingStates.filter((state) => warned || state !== 'warn');
  return { ...unit, outcome, blockingStates, accepted, blocking };
}

function producersOf({ found }: JudgedUnit): string[] {
  return (found.document?.signers ?? []).map(({ principal }) => principal);
}

function findingsByUnit({ units }: AcceptedFindings): Map<string, readonly AcceptedFinding[]> {
  return new Map(units.map((unit) => [unitKey(unit), unit.findings]));
}

/** The list as a certification shows it, with what it lets pass and what is found no more. */
export function certifiedAccepted(
  { path, state, explanation, known, signers }: AcceptedStanding,
  judged: readonly JudgedRequirement[],
  run: RunIdentity,
): CertifiedAcceptedFindings {
  if (known === undefined) return { path, state, explanation, accepted: 0, units: [] };
  const { list, digest } = known;
  const units = list.units.map((unit) => {
    const place = placeOf(unit, judged);
    const accepted = place?.unit?.accepted.length ?? 0;
    const listed = unit.findings.reduce((sum, { count }) => sum + count, 0);
    const vanished = run.mode === list.mode ? vanishedOf(unit, place) : [];
    return { unit: unitName(unit), listed, accepted, vanished };
  });
  return {
    path,
    state,
    explanation,
    digest,
    sequence: list.sequence,
    acceptedAt: list.acceptedAt,
    expiresAt: list.expiresAt,
    reason: list.reason,
    owner: list.owner,
    requestedBy: list.requestedBy,
    tracking: [...list.tracking],
    signers: certifiedAcceptors(signers),
    accepted: units.reduce((sum, { accepted }) => sum + accepted, 0),
    units,
  };
}

interface Place {
  readonly unit: JudgedUnit | undefined;
}

/** Where a listed unit is judged; undefined where the mode does not ask for its requirement. */
function placeOf(ref: AcceptedFindings['units'][number], judged: readonly JudgedRequirement[]): Place | undefined {
  const requirement = judged.find(({ policy }) => policy.id === ref.evidenceId);
  if (requirement?.level === 'off') return undefined;
  return { unit: requirement?.units.find((unit) => unitKey(unit.ref) === unitKey(ref)) };
}

/**
 * Fingerprints that are found no more, or not as often as they are listed: only where somebody looked can it be said, and
 * what nobody judges is gone.
 */
function vanishedOf({ findings }: AcceptedFindings['units'][number], place: Place | undefined): string[] {
  const found = place && foundCounts(place);
  return findings.flatMap(({ fingerprint, count }) =>
    found === undefined || (found.get(fingerprint) ?? 0) >= count ? [] : [fingerprint],
  );
}

/** How often each finding is found where somebody looked; undefined where nobody did, nothing where nobody judges it. */
function foundCounts({ unit }: Place): Map<string, number> | undefined {
  const counts = new Map<string, number>();
  if (unit === undefined) return counts;
  const { state, document } = unit.found;
  if (document === undefined || !(state === 'pass' || state === 'warn' || state === 'fail')) return undefined;
  for (const { fingerprint } of document.evidence.findings) counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
  return counts;
}

/** The units of a list without what is found no more, and with what is found less often as often as that. */
export function shrunkUnits(
  { units }: AcceptedFindings,
  judged: readonly JudgedRequirement[],
): AcceptedFindings['units'] {
  return units.flatMap((unit) => {
    const place = placeOf(unit, judged);
    const found = place && foundCounts(place);
    const [first, ...others] = unit.findings.flatMap((one) => {
      const count = Math.min(one.count, found?.get(one.fingerprint) ?? (found === undefined ? one.count : 0));
      return count === 0 ? [] : [{ ...one, count }];
    });
    return first === undefined ? [] : [{ ...unit, findings: [first, ...others] }];
  });
}
