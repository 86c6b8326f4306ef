// Building blocks for tests of the gate: one release, one policy, evidence in any state, waivers with any one fault.

import type { Acceptor, KnownAccepted } from '../src/decide/accepted.ts';
import type { ReadRegister, SignedApproval } from '../src/decide/approval.ts';
import { type DecideInput, decide } from '../src/decide/decide.ts';
import type { EvidenceDocument, Observation, RunIdentity } from '../src/decide/observation.ts';
import type { ReadWaiver } from '../src/decide/read-waiver.ts';
import type { AcceptedFindings } from '../src/formats/generated/accepted-findings.ts';
import type { Approval } from '../src/formats/generated/approval.ts';
import type { Evidence, EvidenceFinding, Target } from '../src/formats/generated/evidence.ts';
import type { PolicyRequirement } from '../src/formats/generated/policy.ts';
import type { Waiver } from '../src/formats/generated/waiver.ts';
import type { WaiverRegister } from '../src/formats/generated/waiver-register.ts';
import { type Digest, digestJson } from '../src/model/digest.ts';

export const NOW = '2031-05-10T12:00:00Z';
export const RELEASE = '2031.5';

/** A digest of nothing in particular, stable by name. */
export function digest(name: string): Digest {
  return digestJson(['test', name]);
}

export const RUN: RunIdentity = {
  release: RELEASE,
  mode: 'release-candidate',
  candidateDigest: digest('candidate'),
  policyDigest: digest('policy'),
  planDigest: digest('plan'),
  inputs: new Map([['contract.json', digest('contract')]]),
  artifacts: new Map([['contract.json', digest('contract')]]),
  now: NOW,
  clockSkewSeconds: 300,
};

export function requirement(id: string, changes: Partial<PolicyRequirement> = {}): PolicyRequirement {
  return {
    id,
    title: `Requirement ${id}`,
    owner: 'platform team',
    domain: 'platform',
    docs: 'https://example.org/docs',
    fix: 'mend it',
    levels: { pr: 'required', nightly: 'required', 'release-candidate': 'required', production: 'required' },
    run: 'evidence',
    waivable: 'single',
    ...changes,
  };
}

export function finding(name: string, severity: EvidenceFinding['severity'] = 'error'): EvidenceFinding {
  return {
    ruleId: 'test/finding',
    severity,
    message: `finding ${name}`,
    help: 'mend it',
    location: { path: 'app/manifest.properties', line: 3 },
    fingerprint: digest(`finding ${name}`),
  };
}

export function evidence(evidenceId: string, changes: Partial<Evidence> = {}, target?: Target): Evidence {
  const findings = changes.findings ?? [];
  const count = (severity: string): number => findings.filter((one) => one.severity === severity).length;
  return {
    kind: 'assay.evidence',
    schemaVersion: 1,
    evidenceId,
    unitId: digest(`unit ${evidenceId}`),
    ...(target ? { target } : {}),
    release: {
      id: RUN.release,
      mode: RUN.mode,
      candidateDigest: RUN.candidateDigest,
      planDigest: RUN.planDigest,
      policyDigest: RUN.policyDigest,
    },
    subject: [{ name: 'contract.json', digest: digest('contract') }],
    status: 'pass',
    producer: { name: 'scanner', version: '1.0.0', attempt: 1 },
    startedAt: '2031-05-10T10:00:00Z',
    finishedAt: '2031-05-10T10:05:00Z',
    counts: { checks: 3, errors: count('error'), warnings: count('warning'), notes: count('note') },
    findings,
    inputs: [{ name: 'contract.json', digest: digest('contract') }],
    artifacts: [],
    redaction: { status: 'pass', findingCount: 0, placeholders: 0 },
    ...changes,
  };
}

export function document(value: Evidence, path = `evidence/${value.evidenceId}.json`): EvidenceDocument {
  const signers = [{ principal: 'mailto:ci@example.org', testKey: false, producer: true }];
  return {
    kind: 'document',
    source: 'folder',
    evidence: value,
    digest: digestJson(value),
    location: { path },
    signers,
  };
}

/** Evidence that puts its unit into exactly one state; for `fail` and `error` with the findings a and b, for `warn` with w. */
export function evidenceInState(state: string, id: string, target?: Target): Observation[] {
  const doc = (changes: Partial<Evidence>, path?: string): Observation => document(evidence(id, changes, target), path);
  const broken = (kind: 'malformed' | 'untrusted' | 'redaction-failed'): Observation => ({
    kind: 'broken',
    state: kind,
    reason: `it is ${kind}`,
    location: { path: `evidence/${id}.json` },
    unit: { evidenceId: id, ...(target ? { target } : {}) },
  });
  switch (state) {
    case 'pass':
      return [doc({})];
    case 'warn':
      return [doc({ status: 'warn', findings: [finding('w', 'warning')] })];
    case 'fail':
      return [doc({ status: 'fail', findings: [finding('a'), finding('b')] })];
    case 'error':
      return [doc({ status: 'error', statusReason: 'no disk', findings: [finding('a'), finding('b')] })];
    case 'skip':
      return [doc({ status: 'skip', statusReason: 'no network' })];
    case 'missing':
      return [];
    case 'stale':
      return [doc({ inputs: [{ name: 'contract.json', digest: digest('an earlier contract') }] })];
    case 'wrong-subject':
      return [doc({ release: { ...evidence(id).release, candidateDigest: digest('another candidate') } })];
    case 'conflict':
      return [doc({}), doc({ annotations: { other: true } }, `evidence/${id}.copy.json`)];
    case 'malformed':
    case 'untrusted':
    case 'redaction-failed':
      return [broken(state)];
    default:
      throw new Error(`no evidence for the state ${state}`);
  }
}

/** A waiver with nothing wrong for a unit in any waivable state with the findings a, b and w. */
export function waiver(evidenceId: string, changes: Partial<Waiver> = {}, target?: Target): Waiver {
  return {
    kind: 'assay.waiver',
    schemaVersion: 1,
    id: 'WVR-2031-0001',
    revision: 1,
    release: { id: RELEASE, modes: ['release-candidate'] },
    scope: {
      evidenceId,
      ...(target ? { target } : {}),
      states: ['warn', 'fail', 'error', 'missing', 'skip', 'stale'],
      findings: [finding('a').fingerprint, finding('b').fingerprint, finding('w').fingerprint],
    },
    category: 'fix-deferred',
    justification: {
      reason: 'the fix needs a new release of the app, which is planned for next week',
      impactIfShipped: 'two users see a stale label',
      impactIfBlocked: 'the security fix of this release waits',
      riskLevel: 'low',
      riskWhy: 'the label is shown in one place only',
    },
    requestedBy: 'mailto:ann@example.org',
    owner: 'mailto:ben@example.org',
    requestedAt: '2031-05-08T09:00:00Z',
    notBefore: '2031-05-09T00:00:00Z',
    expiresAt: '2031-05-20T00:00:00Z',
    tracking: ['https://example.org/t/1'],
    followUp: { dueAt: '2031-05-19T00:00:00Z', action: 'release the app with the fix' },
    ...changes,
  };
}

export function readWaiver(value: Waiver, path = `waivers/${value.id}.json`): ReadWaiver {
  return { location: { path }, digest: digestJson(value), waiver: value };
}

/** A list of accepted findings with nothing wrong: those named, of one unit, signed by a release manager and a risk owner. */
export function accepted(
  evidenceId: string,
  findings: readonly string[],
  changes: Partial<AcceptedFindings> = {},
  more: Partial<KnownAccepted> = {},
  target?: Target,
): KnownAccepted {
  const list: AcceptedFindings = {
    kind: 'assay.accepted-findings',
    schemaVersion: 1,
    platform: 'small',
    mode: RUN.mode,
    sequence: 1,
    acceptedAt: '2031-05-01T00:00:00Z',
    issuedAt: '2031-05-01T00:00:00Z',
    expiresAt: '2031-07-01T00:00:00Z',
    reason: 'they were there before anybody looked',
    requestedBy: 'mailto:ann@example.org',
    owner: 'mailto:ben@example.org',
    tracking: ['https://example.org/t/2'],
    units: [unitOf(evidenceId, findings, target)],
    ...changes,
  };
  return {
    location: { path: 'accepted.jsonl' },
    lines: [digestJson(['line', list])],
    chain: [digestJson(list)],
    digest: digestJson(list),
    list,
    signers: [acceptor('rita', 'release-manager'), acceptor('otto', 'risk-owner')],
    ...more,
  };
}

/** One unit of a list; a finding that is named twice may be found twice. */
export function unitOf(
  evidenceId: string,
  findings: readonly string[],
  target?: Target,
): AcceptedFindings['units'][number] {
  const counts = new Map<string, number>();
  for (const name of findings) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [first, ...others] = [...counts].map(([name, count]) => ({
    fingerprint: finding(name).fingerprint,
    ruleId: 'test/finding',
    count,
  }));
  if (first === undefined) throw new Error('a unit of a list has a finding');
  return { evidenceId, ...(target ? { target } : {}), findings: [first, ...others] };
}

/** Somebody who signed the last list. */
export function acceptor(name: string, role: string, more: Partial<Acceptor> = {}): Acceptor {
  return { principal: `mailto:${name}@example.org`, testKey: false, roles: [role], last: true, ...more };
}

/** An approval with nothing wrong of a waiver, by a release manager unless told. */
export function approval(
  of: Waiver,
  changes: Partial<Approval> = {},
  more: Partial<SignedApproval> = {},
): SignedApproval {
  const value: Approval = {
    kind: 'assay.approval',
    schemaVersion: 1,
    waiverId: of.id,
    waiverDigest: digestJson(of),
    releaseId: of.release.id,
    ...(of.release.candidateDigest ? { candidateDigest: of.release.candidateDigest } : {}),
    decision: 'approve',
    principal: 'mailto:rita@example.org',
    role: 'release-manager',
    decidedAt: of.requestedAt > '2031-05-09T08:00:00Z' ? of.requestedAt : '2031-05-09T08:00:00Z',
    reportDigest: digest('report'),
    ...changes,
  };
  const who = value.principal.replace(/^mailto:|@.*$/g, '');
  const path = `approvals/${of.id}.${who}.${value.decision}.json`;
  return { location: { path }, digest: digestJson(['file', value]), approval: value, testKey: false, ...more };
}

/** A gate's input in which two people, enough for any tier, approved each waiver on the report of that very input, and a register lists them. */
export function withApprovals(input: Omit<DecideInput, 'approvals'>): DecideInput {
  const { reportDigest } = decide({ ...input, approvals: [] });
  const approvals = approvalsOf(input.waivers, reportDigest);
  return { ...input, approvals, register: register(input.waivers, approvals) };
}

/** A register with nothing wrong that lists these waivers and approvals. */
export function register(
  waivers: readonly ReadWaiver[],
  approvals: readonly SignedApproval[],
  changes: Partial<WaiverRegister> = {},
): Extract<ReadRegister, { register: unknown }> {
  const all = waivers.flatMap((one) => ('waiver' in one ? [one] : []));
  const known = [...new Map(all.map((one) => [one.digest, one])).values()];
  const value: WaiverRegister = {
    kind: 'assay.waiver-register',
    schemaVersion: 1,
    releaseId: RELEASE,
    sequence: 3,
    issuedAt: '2031-05-10T09:00:00Z',
    validUntil: '2031-06-10T09:00:00Z',
    waivers: known.map((one) => ({
      id: one.waiver.id,
      digest: one.digest,
      approvals: approvals
        .filter(({ approval: { waiverDigest } }) => waiverDigest === one.digest)
        .map((each) => each.digest),
    })),
    ...changes,
  };
  return {
    location: { path: 'register.json' },
    digest: digestJson(value),
    register: value,
    signatory: { principal: 'mailto:rita@example.org', testKey: false },
  };
}

function approvalsOf(waivers: readonly ReadWaiver[], reportDigest: string): SignedApproval[] {
  return waivers.flatMap((one) =>
    'waiver' in one
      ? [
          approval(one.waiver, { reportDigest }),
          approval(one.waiver, { reportDigest, principal: 'mailto:otto@example.org', role: 'risk-owner' }),
        ]
      : [],
  );
}
