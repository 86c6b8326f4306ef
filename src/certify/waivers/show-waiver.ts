import { isSigned, type ReadApproval } from '../../decide/approval.ts';
import { missingRoles } from '../../decide/judge-approvals.ts';
import { standingOf, tierOf } from '../../decide/judge-waivers.ts';
import { isKnown, type KnownWaiver } from '../../decide/read-waiver.ts';
import { unitName } from '../../decide/unit.ts';
import type { WaiverScopeMatch } from '../../decide/waiver-state.ts';
import { LONGEST_DAYS } from '../../decide/waiver-state.ts';
import type { Certification } from '../../formats/generated/certification.ts';
import type { Waiver } from '../../formats/generated/waiver.ts';
import type { ShownChange, ShownDecision, ShownFinding, ShownWaiver } from '../../formats/generated/waiver-report.ts';
import { canonicalJson } from '../../model/json/canonical.ts';
import { revisionsOf, type WaiverRun } from './waiver-run.ts';

/** One waiver with all that an approver must know, from the certification that is shown. */
export function showWaiver(run: WaiverRun, one: KnownWaiver): ShownWaiver {
  const { decided, register, certification } = run;
  const { waiver, digest, location } = one;
  const match = run.match(waiver);
  const { counted, refused } = standingOf(one, match, decided, register, decided.run);
  const lacking = missingRoles(tierOf(match.requirement), counted);
  const change = changeOf(run, one);
  const decisions = [
    ...counted.map((approval) => shownDecision(approval, certification)),
    ...refused.map(({ approval, why }) => ({ ...shownDecision(approval, certification), counts: false, why })),
  ];
  return {
    waiver,
    unit: unitName(waiver.scope),
    path: location.path,
    digest,
    tier: match.requirement?.waivable ?? 'dual',
    ...longest(match),
    findings: shownFindings(waiver, certification),
    notListed: notListed(waiver, match),
    lacking,
    decisions,
    ...(change ? { change } : {}),
    ...(lacking.length > 0 ? { approve: approveCommand(waiver.id, digest, lacking) } : {}),
  };
}

function longest({ requirement }: WaiverScopeMatch): { longestDays?: number } {
  if (requirement === undefined || requirement.waivable === 'never') return {};
  return { longestDays: requirement.maxWaiverDays ?? LONGEST_DAYS[requirement.waivable] };
}

function shownFindings({ scope }: Waiver, { findings }: Certification): ShownFinding[] {
  const unit = unitName(scope);
  return (scope.findings ?? []).map((fingerprint) => {
    const found = findings.find((one) => one.unit === unit && one.fingerprint === fingerprint);
    if (found === undefined) return { fingerprint, blocks: false };
    const { ruleId, severity, message } = found;
    return { fingerprint, blocks: found.blocks || found.waivedBy !== undefined, ruleId, severity, message };
  });
}

function notListed({ scope }: Waiver, { subject }: WaiverScopeMatch): string[] {
  const listed: readonly string[] = scope.findings ?? [];
  return (subject?.fingerprints ?? []).filter((fingerprint) => !listed.includes(fingerprint));
}

function shownDecision(read: ReadApproval, { reportDigest }: Certification): ShownDecision {
  const { path } = read.location;
  if (!isSigned(read)) return { path, counts: false };
  const { decision, principal, role, decidedAt, comment } = read.approval;
  const said = comment === undefined ? {} : { comment };
  const sameReport = read.approval.reportDigest === reportDigest;
  return { path, counts: true, decision, principal, role, decidedAt, ...said, sameReport };
}

/** What changed since the last revision that somebody approved; undefined where nobody approved an earlier one. */
function changeOf({ decided }: WaiverRun, { waiver }: KnownWaiver): ShownChange | undefined {
  const approved = new Set(
    decided.approvals.flatMap((read) =>
      isSigned(read) && read.approval.decision === 'approve' ? [read.approval.waiverDigest] : [],
    ),
  );
  const before = revisionsOf(decided.waivers.filter(isKnown), waiver.id).find(
    (other) => other.waiver.revision < waiver.revision && approved.has(other.digest),
  );
  if (before === undefined) return undefined;
  const [then, now] = [before.waiver.scope.findings ?? [], waiver.scope.findings ?? []].map((list) =>
    list.map((one) => `${one}`),
  );
  return {
    revision: before.waiver.revision,
    added: (now ?? []).filter((fingerprint) => !then?.includes(fingerprint)),
    removed: (then ?? []).filter((fingerprint) => !now?.includes(fingerprint)),
    members: otherMembers(before.waiver, waiver),
  };
}

/** Members besides the revision and the findings that say something else. */
function otherMembers(before: Waiver, after: Waiver): string[] {
  const plain = ({ revision, scope: { findings, ...scope }, ...rest }: Waiver) =>
    new Map(Object.entries({ ...rest, scope }));
  const [then, now] = [plain(before), plain(after)];
  return [...new Set([...then.keys(), ...now.keys()])]
    .filter((name) => canonicalJson([then.get(name) ?? null]) !== canonicalJson([now.get(name) ?? null]))
    .sort();
}

/** What somebody types who approves exactly this. */
function approveCommand(id: string, digest: string, lacking: readonly string[]): string {
  const role = lacking.includes('a release manager') ? 'release-manager' : 'risk-owner';
  return `assay waiver approve ${id} --digest ${digest} --principal <you> --role ${role} --private-key-file <file>`;
}
