import type { CertifiedFinding, CertifiedRegister, CertifiedWaiver } from '../formats/generated/certification.ts';
import type { PolicyKnobs } from '../formats/generated/policy.ts';
import { isSigned, type ReadApproval, type SignedApproval } from './approval.ts';
import { type ApprovalStanding, approvalStanding, certifiedApprovals } from './judge-approvals.ts';
import { missingWaivers, type RegisterStanding, registerFault, registerStanding } from './judge-register.ts';
import type { JudgedRequirement } from './judge-requirement.ts';
import type { RunIdentity } from './observation.ts';
import { isKnown, type KnownWaiver, type ReadWaiver, type WaiverFiles } from './read-waiver.ts';
import { renewalFault } from './renewals.ts';
import { unitKey, unitName } from './unit.ts';
import { duplicates, expiring, explain, otherReport, refusedDecisions, strayApprovals } from './waiver-findings.ts';
import { matchOf } from './waiver-scope.ts';
import { type WaiverScopeMatch, type WaiverVerdict, waiverState } from './waiver-state.ts';

export interface JudgedWaivers {
  /** In the order given. */
  readonly waivers: readonly CertifiedWaiver[];
  readonly findings: readonly CertifiedFinding[];
  /** The first valid waiver of each unit that one lets pass, by unit key. */
  readonly waivedBy: ReadonlyMap<string, string>;
  /** The register that held. */
  readonly register?: CertifiedRegister;
}

/** What waivers are judged against. */
export interface WaiverContext {
  readonly requirements: readonly JudgedRequirement[];
  readonly run: RunIdentity;
  readonly knobs: PolicyKnobs;
  /** Of this run's report. */
  readonly reportDigest: string;
}

interface JudgedWaiver {
  readonly one: ReadWaiver;
  readonly verdict: WaiverVerdict;
  readonly match: WaiverScopeMatch;
  readonly counted: readonly SignedApproval[];
  readonly refused: ApprovalStanding['refused'];
}

/** Judges each waiver on its own, then all of them against the budget, then says of each that does not help why it does not. */
export function judgeWaivers(files: WaiverFiles, context: WaiverContext): JudgedWaivers {
  const { run, knobs } = context;
  const register = registerStanding(files.register, knobs, run);
  const judged = withinBudget(
    files.waivers.map((one) => judge(one, files, register, context)),
    knobs.maxWaivedUnits,
  );
  const waivedBy = new Map<string, string>();
  for (const { one, verdict } of judged) {
    if (verdict.state !== 'valid' || !isKnown(one)) continue;
    const key = unitKey(one.waiver.scope);
    if (!waivedBy.has(key)) waivedBy.set(key, one.waiver.id);
  }
  const digests = new Set(files.waivers.flatMap((one) => (isKnown(one) ? [one.digest] : [])));
  const findings = judged.flatMap(({ one, verdict, match, counted, refused }) => [
    ...explain(one, verdict, blocksStill(match, waivedBy), knobs),
    ...expiring(one, verdict, run, knobs),
    ...(verdict.state === 'valid' && isKnown(one) ? otherReport(one, counted, context.reportDigest) : []),
    ...(verdict.state === 'valid' && isKnown(one) ? refusedDecisions(one, refused, digests) : []),
  ]);
  return {
    waivers: judged.map(certified),
    findings: [
      ...findings,
      ...duplicates(files.waivers),
      ...strayApprovals(files.approvals, files.waivers),
      ...missingWaivers(register, digests),
    ],
    waivedBy,
    ...(register.shown ? { register: register.shown } : {}),
  };
}

function judge(
  one: ReadWaiver,
  files: WaiverFiles,
  register: RegisterStanding,
  { requirements, run, knobs }: WaiverContext,
): JudgedWaiver {
  if (!isKnown(one))
    return {
      one,
      verdict: { state: 'malformed', explanation: one.reason },
      match: { units: [] },
      counted: [],
      refused: [],
    };
  const match = matchOf(one.waiver, requirements);
  const known = files.waivers.filter(isKnown);
  const { counted, refused, fault } = standingOf(one, match, files, register, run);
  const agreed = (): WaiverVerdict | undefined =>
    renewalFault(one, known, knobs) ?? registerFault(register, one.digest, approvalsOf(one, files.approvals)) ?? fault;
  return { one, verdict: besides(one, known) ?? waiverState(one.waiver, match, run, agreed), match, counted, refused };
}

/** How the decisions about a waiver stand. */
export function standingOf(
  one: KnownWaiver,
  { requirement, subject }: WaiverScopeMatch,
  files: WaiverFiles,
  register: RegisterStanding,
  run: RunIdentity,
): ApprovalStanding {
  const registered = register.waivers?.get(one.digest)?.approvals;
  const question = {
    waiver: one.waiver,
    digest: one.digest,
    tier: tierOf(requirement),
    approvals: approvalsOf(one, files.approvals),
    ...(register.waivers === undefined ? {} : { registered: new Set<string>(registered) }),
    producers: subject?.producers ?? [],
  };
  return approvalStanding(question, run);
}

/** How many have to agree; where nobody knows, two. */
export function tierOf(requirement: WaiverScopeMatch['requirement']): 'single' | 'dual' {
  return requirement?.waivable === 'single' ? 'single' : 'dual';
}

function approvalsOf({ waiver }: KnownWaiver, approvals: readonly ReadApproval[]): ReadApproval[] {
  return approvals.filter((read) => (isSigned(read) ? read.approval.waiverId : read.waiverId) === waiver.id);
}

/** What the other files of its id make of a waiver: the highest revision counts, and of one revision there is one content. */
export function besides({ waiver, digest }: KnownWaiver, all: readonly KnownWaiver[]): WaiverVerdict | undefined {
  const { id, revision } = waiver;
  const others = all.filter((one) => one.waiver.id === id);
  const twin = others.find((one) => one.waiver.revision === revision && one.digest !== digest);
  if (twin)
    return {
      state: 'malformed',
      explanation: `is revision ${revision} in ${twin.location.path} too, with other content`,
    };
  const later = others.find((one) => one.waiver.revision > revision);
  if (later === undefined) return undefined;
  return {
    state: 'unused',
    explanation: `is superseded: ${later.location.path} has revision ${later.waiver.revision}, this is ${revision}`,
    superseded: true,
  };
}

/** Over the budget no waiver counts: which of them to give up is for people to say. */
function withinBudget(judged: readonly JudgedWaiver[], budget: number | undefined): readonly JudgedWaiver[] {
  if (budget === undefined) return judged;
  const isValid = ({ verdict }: JudgedWaiver): boolean => verdict.state === 'valid';
  const units = new Set(judged.filter(isValid).flatMap(({ one }) => (isKnown(one) ? [unitKey(one.waiver.scope)] : [])));
  if (units.size <= budget) return judged;
  const explanation = `is one of the waivers that let ${units.size} units pass, and the policy allows ${budget}`;
  return judged.map((one) => (isValid(one) ? { ...one, verdict: { state: 'over-budget', explanation } } : one));
}

/** True where what the waiver was for blocks, and no other waiver lets it pass. */
function blocksStill({ subject, units }: WaiverScopeMatch, waivedBy: ReadonlyMap<string, string>): boolean {
  const meant = subject ? [subject] : units;
  return meant.some(({ unit, blocked }) => blocked && !waivedBy.has(unitKey(unit)));
}

function certified({ one, verdict: { state, explanation }, counted }: JudgedWaiver): CertifiedWaiver {
  const base = { path: one.location.path, state, used: state === 'valid', explanation };
  if (!isKnown(one)) return base;
  const { waiver, digest } = one;
  return {
    ...base,
    digest,
    id: waiver.id,
    revision: waiver.revision,
    unit: unitName(waiver.scope),
    approvals: certifiedApprovals(counted),
    category: waiver.category,
    reason: waiver.justification.reason,
    riskLevel: waiver.justification.riskLevel,
    owner: waiver.owner,
    requestedBy: waiver.requestedBy,
    notBefore: waiver.notBefore,
    expiresAt: waiver.expiresAt,
    tracking: [...waiver.tracking],
    followUp: `${waiver.followUp.action} (by ${waiver.followUp.dueAt})`,
  };
}
