import type { CertifiedFinding } from '../formats/generated/certification.ts';
import type { PolicyKnobs } from '../formats/generated/policy.ts';
import { isSigned, type ReadApproval, type SignedApproval } from './approval.ts';
import { daysBetween } from './instant.ts';
import type { ApprovalStanding } from './judge-approvals.ts';
import type { RunIdentity } from './observation.ts';
import { isKnown, type KnownWaiver, type ReadWaiver } from './read-waiver.ts';
import { findingOf } from './rule-doc.ts';
import { unitName } from './unit.ts';
import { WAIVER_RULES } from './waiver-rules.ts';
import type { WaiverVerdict } from './waiver-state.ts';

/**
 * One finding for each waiver that does not help. A waiver for another mode that nothing here waits for is no finding, nor
 * is one that a later revision took the place of.
 */
export function explain(
  one: ReadWaiver,
  { state, explanation, superseded = false }: WaiverVerdict,
  wanted: boolean,
  knobs: PolicyKnobs,
): CertifiedFinding[] {
  // What a later revision replaced stays for the register: nobody waits for it, and the report lists it all the same.
  if (state === 'valid' || superseded || (state === 'wrong-mode' && !wanted)) return [];
  const name = isKnown(one) ? one.waiver.id : one.location.path;
  const blocks = state === 'unused' && knobs.unusedWaivers === 'block';
  const finding = findingOf(WAIVER_RULES[state], {
    message: `${name} ${explanation}`,
    location: one.location,
    key: keyOf(one),
    severity: wanted || blocks ? 'error' : 'warning',
  });
  return [{ ...finding, ...unitOf(one), blocks }];
}

/** A warning for a waiver in use that ends soon. */
export function expiring(
  one: ReadWaiver,
  verdict: WaiverVerdict,
  run: RunIdentity,
  knobs: PolicyKnobs,
): CertifiedFinding[] {
  if (verdict.state !== 'valid' || !isKnown(one)) return [];
  const within = knobs.expiringWithinDays ?? 7;
  if (daysBetween(run.now, one.waiver.expiresAt) > within) return [];
  const message = `${one.waiver.id} ends at ${one.waiver.expiresAt}, within ${within} days; ${unitName(one.waiver.scope)} blocks from then on`;
  const finding = findingOf(WAIVER_RULES.expiring, { message, location: one.location, key: keyOf(one) });
  return [{ ...finding, ...unitOf(one), blocks: false }];
}

/** A warning for a waiver in use whose approvers looked at a report that says something else. */
export function otherReport(
  one: KnownWaiver,
  counted: readonly SignedApproval[],
  reportDigest: string,
): CertifiedFinding[] {
  const strayed = counted.filter(({ approval }) => approval.reportDigest !== reportDigest);
  if (strayed.length === 0) return [];
  const who = strayed.map(({ approval }) => approval.principal).join(', ');
  const finding = findingOf(WAIVER_RULES['other-report'], {
    message: `${one.waiver.id} was approved by ${who} on a report that judged something else than this one`,
    location: one.location,
    key: [...keyOf(one), ...strayed.map(({ digest }) => digest)],
  });
  return [{ ...finding, ...unitOf(one), blocks: false }];
}

/**
 * Decisions about a waiver in use that count for nothing: one of them may be a rejection that was damaged on its way.
 * @param known digests of the folder's waivers: a decision about an earlier revision is where it should be
 */
export function refusedDecisions(
  one: KnownWaiver,
  refused: ApprovalStanding['refused'],
  known: ReadonlySet<string>,
): CertifiedFinding[] {
  return refused.flatMap(({ approval, why }) => {
    const elsewhere = isSigned(approval) && approval.approval.waiverDigest !== one.digest;
    if (elsewhere && known.has(approval.approval.waiverDigest)) return [];
    const finding = findingOf(WAIVER_RULES['stray-approval'], {
      message: `the decision about ${one.waiver.id} does not count: it ${why}`,
      location: approval.location,
      key: [...keyOf(one), approval.digest ?? approval.location.path],
    });
    return [{ ...finding, ...unitOf(one), blocks: false }];
  });
}

/** Decisions for no waiver of the folder, and files that are no decision and name no waiver. */
export function strayApprovals(approvals: readonly ReadApproval[], waivers: readonly ReadWaiver[]): CertifiedFinding[] {
  const known = new Set(waivers.flatMap((one) => (isKnown(one) ? [one.waiver.id] : [])));
  return approvals.flatMap((approval) => {
    const id = isSigned(approval) ? approval.approval.waiverId : approval.waiverId;
    if (id !== undefined && known.has(id)) return [];
    const why = isSigned(approval)
      ? `the approval is for ${id}, and no file here has that waiver`
      : `the file ${approval.reason}`;
    const finding = findingOf(WAIVER_RULES['stray-approval'], {
      message: why,
      location: approval.location,
      key: [approval.digest ?? approval.location.path],
    });
    return [{ ...finding, blocks: false }];
  });
}

/** A warning for each further file of one revision; another revision of the id is what it should be. */
export function duplicates(read: readonly ReadWaiver[]): CertifiedFinding[] {
  const first = new Map<string, string>();
  return read.flatMap((one) => {
    if (!isKnown(one)) return [];
    const { id, revision } = one.waiver;
    const key = `${id} ${revision}`;
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, one.location.path);
      return [];
    }
    const message = `${id} revision ${revision} is in ${before} too`;
    const finding = findingOf(WAIVER_RULES['duplicate-id'], { message, location: one.location, key: keyOf(one) });
    return [{ ...finding, ...unitOf(one), blocks: false }];
  });
}

function keyOf(one: ReadWaiver): string[] {
  return isKnown(one) ? [one.waiver.id, one.digest] : [one.location.path];
}

function unitOf(one: ReadWaiver): { unit?: string } {
  return isKnown(one) ? { unit: unitName(one.waiver.scope) } : {};
}
