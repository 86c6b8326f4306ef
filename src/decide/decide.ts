import type { Certification, CertifiedFinding, CertifiedRequirement } from '../formats/generated/certification.ts';
import type { PolicyKnobs } from '../formats/generated/policy.ts';
import { byCodeUnit, byTuple } from '../model/order.ts';
import type { ReadAccepted } from './accepted.ts';
import { aboutAccepted } from './accepted-findings.ts';
import { applyAccepted, certifiedAccepted } from './apply-accepted.ts';
import { certifiedRequirement } from './certified-requirement.ts';
import { EVIDENCE_RULES } from './evidence-rules.ts';
import { type AcceptedStanding, acceptedStanding } from './judge-accepted.ts';
import {
  type JudgedRequirement,
  judgeRequirement,
  type PlannedRequirement,
  plannedUnits,
} from './judge-requirement.ts';
import { judgeWaivers } from './judge-waivers.ts';
import type { Observation, RunIdentity } from './observation.ts';
import type { WaiverFiles } from './read-waiver.ts';
import { reportDigest } from './report-digest.ts';
import { findingOf } from './rule-doc.ts';
import { strangerFindings } from './strangers.ts';
import { unitKey } from './unit.ts';

export interface DecideInput extends WaiverFiles {
  readonly run: RunIdentity;
  /** Every requirement of the policy, those that the mode turns off included. */
  readonly requirements: readonly PlannedRequirement[];
  readonly evidence: readonly Observation[];
  /** The lists of accepted findings, where there are any. */
  readonly accepted?: ReadAccepted;
  readonly knobs: PolicyKnobs;
  /** The policy's path, for findings that have no better place. */
  readonly policyPath: string;
}

/** The parts of a certification that are decided, not copied. */
export type Decision = Pick<
  Certification,
  'decision' | 'reportDigest' | 'register' | 'acceptedFindings' | 'requirements' | 'waivers' | 'findings'
>;

/**
 * Decides: any block is no-go; else anything waived or accepted is go-with-waivers; else go. Nothing evaluated is no-go.
 * Pure, and monotone: taking evidence, a waiver or the accepted findings away never makes the decision better. The exceptions are deliberate:
 * a leak, an unreadable file and a repeated waiver id are mended by removing one, a waiver for `missing` accepts exactly that absence, and a
 * policy may make an unused waiver block.
 */
export function decide(input: DecideInput): Decision {
  const { judged, strangers, accepted } = judgeEvidence(input);
  const inOrder = inPathOrder(input.waivers);
  const shown = reportDigest(judged, input.run);
  const { waivers, findings, waivedBy, register } = judgeWaivers(
    { ...input, waivers: inOrder, approvals: inPathOrder(input.approvals) },
    { requirements: judged, run: input.run, knobs: input.knobs, reportDigest: shown },
  );
  const certified = judged.map((requirement) => certifiedRequirement(requirement, waivedBy, input.run.mode));
  const requirements = certified.map(({ requirement }) => requirement);
  const acceptedFindings = accepted && certifiedAccepted(accepted, judged, input.run);
  const needed = requirements.some(({ outcome }) => outcome === 'block');
  const all = [
    ...(acceptedFindings ? aboutAccepted(acceptedFindings, input.run, input.knobs, needed) : []),
    ...certified.flatMap((one) => one.findings),
    ...findings,
    ...strangerFindings(strangers, input.requirements),
    ...nothingEvaluated(requirements, input.policyPath),
  ].sort(compareCertified);
  return {
    decision: overall(requirements, all),
    reportDigest: shown,
    ...(register ? { register } : {}),
    ...(acceptedFindings ? { acceptedFindings } : {}),
    requirements,
    waivers: [...waivers],
    findings: all,
  };
}

/** Every requirement as it stands before any waiver, with what is accepted, and the evidence that belongs to none. */
export function judgeEvidence(input: Pick<DecideInput, 'requirements' | 'evidence' | 'run' | 'knobs' | 'accepted'>): {
  judged: JudgedRequirement[];
  strangers: Observation[];
  accepted: AcceptedStanding | undefined;
} {
  const { byUnit, strangers } = assign(input);
  const accepted = acceptedStanding(input.accepted, input.knobs, input.run);
  const judged = input.requirements.map((one) => judgeRequirement(one, byUnit, input.run, input.knobs));
  return { judged: applyAccepted(judged, accepted), strangers, accepted };
}

function inPathOrder<T extends { readonly location: { readonly path: string } }>(files: readonly T[]): T[] {
  return [...files].sort((a, b) => byCodeUnit(a.location.path, b.location.path));
}

/** Gives each observation to its unit. A requirement believes only the source that its policy names. */
function assign({ requirements, evidence }: Pick<DecideInput, 'requirements' | 'evidence'>): {
  byUnit: Map<string, Observation[]>;
  strangers: Observation[];
} {
  const sources = new Map<string, 'run' | 'folder'>();
  for (const planned of requirements)
    for (const ref of plannedUnits(planned))
      sources.set(unitKey(ref), planned.policy.run === 'evidence' ? 'folder' : 'run');
  const byUnit = new Map<string, Observation[]>();
  const strangers: Observation[] = [];
  for (const seen of [...evidence].sort(compareObservations)) {
    const ref = seen.kind === 'document' ? seen.evidence : seen.unit;
    const key = ref === undefined ? '' : unitKey(ref);
    const source = sources.get(key);
    const believed =
      source !== undefined && (seen.kind === 'broken' || (seen.source === 'folder') === (source === 'folder'));
    if (believed) byUnit.set(key, [...(byUnit.get(key) ?? []), seen]);
    else strangers.push(seen);
  }
  return { byUnit, strangers };
}

function compareObservations(a: Observation, b: Observation): number {
  const key = (seen: Observation) => [seen.location.path, seen.kind === 'document' ? seen.digest : seen.reason];
  return byTuple(key(a), key(b));
}

function nothingEvaluated(requirements: readonly CertifiedRequirement[], path: string): CertifiedFinding[] {
  if (requirements.some(({ units }) => units.some(({ state }) => state !== 'missing'))) return [];
  const message = 'no requirement has any evidence in this mode';
  return [{ ...findingOf(EVIDENCE_RULES.nothingEvaluated, { message, location: { path }, key: [] }), blocks: true }];
}

/** The decision that requirements and findings amount to. */
export function overall(
  requirements: readonly CertifiedRequirement[],
  findings: readonly CertifiedFinding[],
): Decision['decision'] {
  const blocked = requirements.some(({ outcome }) => outcome === 'block') || findings.some(({ blocks }) => blocks);
  if (blocked) return 'no-go';
  return requirements.some(({ outcome }) => outcome === 'waived' || outcome === 'accepted') ? 'go-with-waivers' : 'go';
}

function compareCertified(a: CertifiedFinding, b: CertifiedFinding): number {
  const key = ({
    unit = '',
    location: { path, line = 0, column = 0 },
    ruleId,
    message,
    fingerprint,
  }: CertifiedFinding) => [unit, path, line, column, ruleId, message, fingerprint];
  return byTuple(key(a), key(b));
}
