import type { CertifiedWaiver } from '../formats/generated/certification.ts';
import type { PolicyRequirement } from '../formats/generated/policy.ts';
import type { Waiver } from '../formats/generated/waiver.ts';
import { daysBetween, instantMs } from './instant.ts';
import type { RunIdentity } from './observation.ts';
import { isWaivableState, type State, WAIVABLE_STATES } from './states.ts';
import { type UnitRef, unitName } from './unit.ts';

export type WaiverState = CertifiedWaiver['state'];

/** Longest waiver in days: by the requirement's tier, and in production whatever the tier. */
export const LONGEST_DAYS = { single: 14, dual: 30, production: 14 } as const;

/** What a waiver would have to let pass. */
export interface WaiverSubject {
  readonly unit: UnitRef;
  readonly state: State;
  /** Every state that is true of it and blocks by itself, worst first: a waiver must cover all of them. */
  readonly blockingStates: readonly State[];
  /** The unit blocks as long as nothing waives it. */
  readonly blocked: boolean;
  /** It would, if what was found were not accepted for a time. */
  readonly accepted: boolean;
  /** Fingerprints of the findings for which it blocks. */
  readonly fingerprints: readonly string[];
  /** Principals that signed its evidence. */
  readonly producers: readonly string[];
  /** Rules among them that no waiver may cover. */
  readonly unwaivable: readonly string[];
}

/** What a waiver's scope leads to: the requirement that it names, and the unit with exactly its target. */
export interface WaiverScopeMatch {
  readonly requirement?: PolicyRequirement;
  readonly subject?: WaiverSubject;
  /** Units of the requirement, whatever their target. */
  readonly units: readonly WaiverSubject[];
}

export interface WaiverVerdict {
  readonly state: WaiverState;
  /** Why, in one line. */
  readonly explanation: string;
  /** A later revision took its place: it waits for nothing any more. */
  readonly superseded?: boolean;
}

/**
 * Whether a waiver holds for what it names, now: the one place where that is decided, for the gate, for reports and for
 * whoever lists waivers. The first thing that is wrong is the answer.
 * @param agreed what is wrong with register, renewals and approvals, once the waiver itself fits
 */
export function waiverState(
  waiver: Waiver,
  match: WaiverScopeMatch,
  run: RunIdentity,
  agreed: () => WaiverVerdict | undefined,
): WaiverVerdict {
  const [fault] = waiverFaults(waiver, match, run);
  return (
    fault ??
    agreed() ?? {
      state: 'valid',
      explanation: `lets ${unitName(waiver.scope)} pass until ${waiver.expiresAt}`,
    }
  );
}

/** Everything that is wrong with a waiver itself, whoever approved it; one fault each of run, time, length and scope. */
export function waiverFaults(waiver: Waiver, match: WaiverScopeMatch, run: RunIdentity): WaiverVerdict[] {
  const { requirement, subject } = match;
  const faults = [wrongRun(waiver, run), wrongTime(waiver, run)];
  if (requirement === undefined || subject === undefined) faults.push(wrongScope(waiver, match));
  else faults.push(tooLong(waiver, requirement, run), wrongFindings(waiver, requirement, subject));
  return faults.filter((fault) => fault !== undefined);
}

function wrongRun({ id, release }: Waiver, run: RunIdentity): WaiverVerdict | undefined {
  if (release.id !== run.release)
    return { state: 'wrong-release', explanation: `is for release ${release.id}, this is ${run.release}` };
  if (!release.modes.some((mode) => mode === run.mode))
    return { state: 'wrong-mode', explanation: `is for ${release.modes.join(' and ')}, this run is ${run.mode}` };
  if (release.candidateDigest === undefined && run.mode === 'production')
    return { state: 'wrong-candidate', explanation: 'names no candidate, which production demands' };
  if (release.candidateDigest !== undefined && release.candidateDigest !== run.candidateDigest)
    return {
      state: 'wrong-candidate',
      explanation: `is for candidate ${release.candidateDigest}, this is ${run.candidateDigest}; if the same findings still block, \`assay waiver rebind ${id}\` writes its next revision`,
    };
  return undefined;
}

/** A waiver holds in [notBefore, expiresAt). Comparisons are written so that an instant which is none fails. */
function wrongTime({ requestedAt, notBefore, expiresAt }: Waiver, run: RunIdentity): WaiverVerdict | undefined {
  const now = instantMs(run.now) ?? Number.NaN;
  if (!(now + run.clockSkewSeconds * 1000 >= (instantMs(requestedAt) ?? Number.NaN)))
    return { state: 'not-yet-valid', explanation: `was asked for at ${requestedAt}, it is ${run.now}` };
  if (!(now >= (instantMs(notBefore) ?? Number.NaN)))
    return { state: 'not-yet-valid', explanation: `begins at ${notBefore}, it is ${run.now}` };
  if (!(now < (instantMs(expiresAt) ?? Number.NaN)))
    return { state: 'expired', explanation: `ended at ${expiresAt}, it is ${run.now}` };
  return undefined;
}

/** What is wrong where a waiver leads to no unit. */
function wrongScope({ scope }: Waiver, { requirement, units }: WaiverScopeMatch): WaiverVerdict {
  if (requirement === undefined)
    return { state: 'unused', explanation: `names ${scope.evidenceId}, which this mode does not ask for` };
  if (scope.target !== undefined)
    return { state: 'unused', explanation: `names ${unitName(scope)}, which nobody judges` };
  const names = units.map(({ unit }) => unitName(unit)).join(', ');
  return { state: 'over-broad', explanation: `names no target, and ${scope.evidenceId} judges ${names}` };
}

function tooLong(waiver: Waiver, requirement: PolicyRequirement, run: RunIdentity): WaiverVerdict | undefined {
  if (requirement.waivable === 'never') return undefined;
  const allowed = longestDays(requirement, requirement.waivable, run.mode);
  const days = daysBetween(waiver.notBefore, waiver.expiresAt);
  if (days <= allowed) return undefined;
  return { state: 'too-long', explanation: `lasts ${Math.ceil(days)} days, ${requirement.id} allows ${allowed}` };
}

/** Longest waiver of a requirement, in days. */
function longestDays(requirement: PolicyRequirement, tier: 'single' | 'dual', mode: RunIdentity['mode']): number {
  const longest = requirement.maxWaiverDays ?? LONGEST_DAYS[tier];
  return mode === 'production' ? Math.min(longest, LONGEST_DAYS.production) : longest;
}

/** How a requirement's unit in these states could be waived; undefined where it can't. */
export function waivability(
  requirement: PolicyRequirement,
  states: readonly State[],
  mode: RunIdentity['mode'],
): { tier: 'single' | 'dual'; longestDays: number } | undefined {
  const { waivable } = requirement;
  if (waivable === 'never' || !states.every((state) => mayBeWaived(requirement, state))) return undefined;
  if (mode !== 'release-candidate' && mode !== 'production') return undefined;
  return { tier: waivable, longestDays: longestDays(requirement, waivable, mode) };
}

function wrongFindings(
  { scope }: Waiver,
  requirement: PolicyRequirement,
  subject: WaiverSubject,
): WaiverVerdict | undefined {
  const name = unitName(subject.unit);
  if (!subject.blocked)
    return {
      state: 'unused',
      explanation: `${name} does not block: ${subject.accepted ? 'all that was found is accepted' : `its state is ${subject.state}`}`,
    };
  if (requirement.waivable === 'never')
    return { state: 'not-waivable', explanation: `the policy lets nobody waive ${requirement.id}` };
  if (subject.unwaivable.length > 0)
    return { state: 'not-waivable', explanation: `no waiver may cover ${shown(subject.unwaivable)}` };
  for (const state of subject.blockingStates) {
    if (!mayBeWaived(requirement, state))
      return { state: 'not-waivable', explanation: `${name} is ${state}, which can't be waived` };
    if (scope.states.some((covered) => covered === state)) continue;
    return { state: 'state-not-covered', explanation: `covers ${scope.states.join(', ')}, ${name} is ${state}` };
  }
  const listed = new Set<string>(scope.findings ?? []);
  const open = subject.fingerprints.filter((fingerprint) => !listed.has(fingerprint));
  if (open.length > 0)
    return {
      state: 'finding-mismatch',
      explanation: `does not list ${open.length} of ${subject.fingerprints.length} findings that block ${name}: ${shown(open)}`,
    };
  return undefined;
}

/** True where the policy lets a state of the requirement be waived. */
export function mayBeWaived({ waivableStates }: PolicyRequirement, state: State): boolean {
  const allowed: readonly State[] = waivableStates ?? WAIVABLE_STATES;
  return isWaivableState(state) && allowed.includes(state);
}

function shown(fingerprints: readonly string[]): string {
  const [first = '', ...others] = fingerprints;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
