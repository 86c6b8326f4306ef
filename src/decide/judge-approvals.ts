import type { CertifiedApproval } from '../formats/generated/certification.ts';
import type { Waiver } from '../formats/generated/waiver.ts';
import { byCodeUnit } from '../model/order.ts';
import { samePrincipal } from '../model/principal.ts';
import { isSigned, type ReadApproval, type SignedApproval } from './approval.ts';
import { instantMs } from './instant.ts';
import type { RunIdentity } from './observation.ts';
import type { WaiverVerdict } from './waiver-state.ts';

/** What stands between a waiver and its approval. */
export interface ApprovalQuestion {
  readonly waiver: Waiver;
  /** Of the waiver's document. */
  readonly digest: string;
  /** How many people must agree: one release manager, or two of whom one is. */
  readonly tier: 'single' | 'dual';
  /** Decisions that name the waiver's id, whatever they are worth. */
  readonly approvals: readonly ReadApproval[];
  /** Digests of the approvals that the register lists; undefined where no register holds. */
  readonly registered?: ReadonlySet<string>;
  /** Principals that signed the evidence which is waived. */
  readonly producers: readonly string[];
}

/** The decisions that count, and what is wrong where they don't suffice. */
export interface ApprovalStanding {
  readonly counted: readonly SignedApproval[];
  /** The others, each with why it does not count, in words that follow its path. */
  readonly refused: readonly { readonly approval: ReadApproval; readonly why: string }[];
  readonly fault?: WaiverVerdict;
}

/** Roles of which one agrees besides a release manager. */
export const SECOND_ROLES: readonly string[] = ['risk-owner', 'security', 'platform-api-owner'];

/**
 * Whether the people who may decide have agreed. A rejection or a revocation by any of them stands, whoever else
 * approves: only a new revision of the waiver, which is another document, can be asked for again.
 */
export function approvalStanding(question: ApprovalQuestion, run: RunIdentity): ApprovalStanding {
  const weighed = question.approvals.map((approval) => ({ approval, refusal: refusalOf(approval, question, run) }));
  const counted = weighed.flatMap(({ approval, refusal }) =>
    refusal === undefined && isSigned(approval) ? [approval] : [],
  );
  const refused = weighed.flatMap(({ approval, refusal }) => (refusal ? [{ approval, ...refusal }] : []));
  const fault = turnedDown(counted) ?? lacking(question.tier, counted, refused);
  return { counted, refused, ...(fault ? { fault } : {}) };
}

interface Refusal {
  readonly state: 'self-approved' | 'forged' | 'insufficient-approval';
  readonly why: string;
}

/** Why a decision does not count; the binding to waiver, release and candidate keeps it from being replayed. */
function refusalOf(read: ReadApproval, question: ApprovalQuestion, run: RunIdentity): Refusal | undefined {
  const { waiver, digest, registered, producers } = question;
  if (!isSigned(read)) return { state: read.state === 'forged' ? 'forged' : 'insufficient-approval', why: read.reason };
  const { approval } = read;
  const no = (why: string, state: Refusal['state'] = 'insufficient-approval'): Refusal => ({ state, why });
  if (approval.waiverDigest !== digest) return no('is for other content of this waiver');
  if (approval.releaseId !== run.release) return no(`is for release ${approval.releaseId}`);
  if (approval.candidateDigest !== waiver.release.candidateDigest) return no('is for another candidate');
  const decided = instantMs(approval.decidedAt) ?? Number.NaN;
  const now = instantMs(run.now) ?? Number.NaN;
  if (!(decided <= now + run.clockSkewSeconds * 1000)) return no(`was decided at ${approval.decidedAt}, still to come`);
  if (!(decided >= (instantMs(waiver.requestedAt) ?? Number.NaN)))
    return no(`was decided at ${approval.decidedAt}, before the waiver was asked for`);
  if (approval.decision !== 'approve') return undefined;
  if (samePrincipal(approval.principal, waiver.requestedBy))
    return no(`is by ${approval.principal}, who asked for the waiver`, 'self-approved');
  if (producers.some((producer) => samePrincipal(producer, approval.principal)))
    return no(`is by ${approval.principal}, who made the evidence`, 'self-approved');
  if (read.testKey && run.mode === 'production') return no('is signed by a test key, which production does not take');
  if (registered !== undefined && !registered.has(read.digest)) return no('is not in the register');
  return undefined;
}

function turnedDown(counted: readonly SignedApproval[]): WaiverVerdict | undefined {
  for (const [decision, state] of [
    ['revoke', 'revoked'],
    ['reject', 'rejected'],
  ] as const) {
    const found = counted.find(({ approval }) => approval.decision === decision);
    if (found === undefined) continue;
    const { principal, decidedAt, comment = 'no comment' } = found.approval;
    return { state, explanation: `was ${state} by ${principal} at ${decidedAt}: ${comment}` };
  }
  return undefined;
}

function lacking(
  tier: ApprovalQuestion['tier'],
  counted: readonly SignedApproval[],
  refused: readonly ({ approval: ReadApproval } & Refusal)[],
): WaiverVerdict | undefined {
  const missing = missingRoles(tier, counted);
  if (missing.length === 0) return undefined;
  const worst = ['self-approved', 'forged', 'insufficient-approval'] as const;
  const state = worst.find((one) => refused.some((each) => each.state === one)) ?? 'insufficient-approval';
  const reasons = refused.map(({ approval, why }) => `; ${approval.location.path} ${why}`).join('');
  return { state, explanation: `lacks the approval of ${missing.join(' and of ')}${reasons}` };
}

/** Who has not approved yet: a release manager, and for a dual tier another principal in another role. */
export function missingRoles(tier: ApprovalQuestion['tier'], counted: readonly SignedApproval[]): string[] {
  const by = (roles: readonly string[]): string[] =>
    counted.filter(({ approval }) => roles.includes(approval.role)).map(({ approval }) => approval.principal);
  const managers = by(['release-manager']);
  const seconds = by(SECOND_ROLES);
  const missing = managers.length > 0 ? [] : ['a release manager'];
  if (tier === 'single') return missing;
  const second =
    managers.length === 0
      ? seconds.length > 0
      : managers.some((one) => seconds.some((other) => !samePrincipal(one, other)));
  return second ? missing : [...missing, `another person as ${SECOND_ROLES.join(', ')}`];
}

/** Decisions as a report shows them, in the order of their instants. */
export function certifiedApprovals(counted: readonly SignedApproval[]): CertifiedApproval[] {
  return counted
    .map(({ location, digest, approval }): CertifiedApproval => {
      const { decision, principal, role, decidedAt, comment, reportDigest } = approval;
      const said = comment === undefined ? {} : { comment };
      return { path: location.path, digest, decision, principal, role, decidedAt, ...said, reportDigest };
    })
    .sort((a, b) => byCodeUnit(a.decidedAt, b.decidedAt) || byCodeUnit(a.path, b.path));
}
