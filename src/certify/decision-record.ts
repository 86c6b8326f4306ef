import { isChain, type KnownAccepted } from '../decide/accepted.ts';
import type { ReadApproval, SignedApproval } from '../decide/approval.ts';
import { isSigned } from '../decide/approval.ts';
import type { DecideInput } from '../decide/decide.ts';
import type { BrokenEvidence, EvidenceDocument, EvidenceSigner, Observation } from '../decide/observation.ts';
import { isKnown, type KnownWaiver, type ReadWaiver } from '../decide/read-waiver.ts';
import type { DecisionRecord } from '../formats/generated/decision-record.ts';
import validator from '../formats/generated/validators/decision-record.js';
import { validateDocument } from '../formats/validate.ts';
import { digestJson } from '../model/digest.ts';
import { integrityError } from '../model/errors.ts';
import type { Location } from '../model/finding.ts';
import type { CertifiedRun } from './certified-run.ts';
import { resourceList } from './digests.ts';
import { hidePrivatePaths, type PrivateFolders, plainJson } from './private-paths.ts';
import { leakWords, reportLeaks } from './report-leaks.ts';

/**
 * What a run decided from, as one document; folders of this machine are replaced in it, as in every report.
 * @throws AssayError record-leak (integrity) where it would hold a secret
 */
export function decisionRecord(run: CertifiedRun, folders: PrivateFolders): DecisionRecord {
  const { value } = hidePrivatePaths(plainJson(recordOf(run)), folders);
  const leaks = reportLeaks(value);
  if (leaks.length > 0)
    throw integrityError(
      'record-leak',
      `what was decided from holds what nothing that is published may carry: ${leakWords(leaks)}`,
      'take the secret out of the policy, the evidence or the waiver that holds it',
    );
  const document = { value, locate: (pointer: string): Location => ({ path: 'the decision record', pointer }) };
  return marked(validateDocument<DecisionRecord>(document, validator, 'decision record'));
}

function recordOf({ certification, decided, policy, plan }: CertifiedRun): DecisionRecord {
  // All of what decides, by name: what is added to it must be added to the record, or this does not compile.
  const {
    run,
    requirements,
    evidence,
    waivers,
    approvals,
    register,
    accepted,
    knobs: _,
    policyPath,
    ...rest
  } = decided;
  complete(rest);
  const files = new Map(certification.inputs.map(({ name, digest }) => [name, digest]));
  return {
    kind: 'assay.decision-record',
    schemaVersion: 1,
    certificationDigest: digestJson(certification),
    policy: { path: policyPath, document: policy, places: requirements.map(({ location }) => location) },
    plan,
    inputs: resourceList(run.inputs),
    evidence: evidence.filter(isDocument).map((seen) => recordedEvidence(seen, files)),
    brokenEvidence: evidence.filter(isBroken).map(({ state, reason, location, unit, ruleId }) => ({
      state,
      reason,
      location,
      ...(ruleId === undefined ? {} : { ruleId }),
      ...(unit
        ? { unit: { evidenceId: unit.evidenceId, ...(unit.target ? { target: { ...unit.target } } : {}) } }
        : {}),
    })),
    waivers: waivers.filter(isKnown).map(({ location, digest, waiver }) => ({ location, digest, document: waiver })),
    brokenWaivers: waivers.flatMap((one) => (isKnown(one) ? [] : [{ location: one.location, reason: one.reason }])),
    approvals: approvals.filter(isSigned).map(({ location, digest }) => ({ path: location.path, digest })),
    brokenApprovals: approvals.flatMap((one) => (isSigned(one) ? [] : [{ ...one }])),
    ...(register === undefined
      ? {}
      : 'register' in register
        ? { register: { path: register.location.path, digest: register.digest } }
        : { brokenRegister: register }),
    ...(accepted === undefined
      ? {}
      : isChain(accepted)
        ? { acceptedFindings: { path: accepted.location.path, lines: [...accepted.lines] } }
        : { brokenAcceptedFindings: accepted }),
  };
}

function complete(_rest: Readonly<Record<string, never>>): void {}

const isDocument = (seen: Observation): seen is EvidenceDocument => seen.kind === 'document';
const isBroken = (seen: Observation): seen is BrokenEvidence => seen.kind === 'broken';

type RecordedEvidence = DecisionRecord['evidence'][number];

/** What is signed and lies in the evidence folder is a file of its own, which was read by that name. */
function recordedEvidence(
  { source, location, digest, evidence, signers }: EvidenceDocument,
  files: ReadonlyMap<string, string>,
): RecordedEvidence {
  const document = { source, location, digest, document: evidence };
  if (signers === undefined) return document;
  const envelope = source === 'folder' ? files.get(location.path) : undefined;
  return { ...document, signers: [...signers], ...(envelope === undefined ? {} : { envelope }) };
}

/**
 * Says of each document whether its digest is still that of what stands here. Where folders of the machine were replaced,
 * the signed file still names them, and stays at home.
 */
function marked(record: DecisionRecord): DecisionRecord {
  const mark = <T extends { readonly digest: string; readonly document: object }>(one: T): T & { redacted?: true } =>
    digestJson(one.document) === one.digest ? one : { ...one, redacted: true };
  const evidence = record.evidence.map(mark).map(({ envelope, ...one }): RecordedEvidence => {
    return envelope === undefined || one.redacted ? one : { ...one, envelope };
  });
  return { ...record, evidence, waivers: record.waivers.map(mark) };
}

/** Every signed file that a record names, of which its bundle has a line. */
export function recordedFiles({
  approvals,
  register,
  evidence,
  acceptedFindings,
}: DecisionRecord): { path: string; digest: string; line?: number }[] {
  const documents = evidence.flatMap(({ envelope, location: { path } }) =>
    envelope === undefined ? [] : [{ path, digest: envelope }],
  );
  const { path = '', lines = [] } = acceptedFindings ?? {};
  const lists = lines.map((digest, line) => ({ path, digest, line }));
  return [...approvals, ...(register ? [register] : []), ...lists, ...documents];
}

/** The signed files that a record names: what else the bundle holds. */
export interface SignedFiles {
  readonly approvals: readonly SignedApproval[];
  readonly register?: Extract<DecideInput['register'], { register: unknown }>;
  readonly accepted?: KnownAccepted;
  /** Whose signatures hold, by the digest of the file of evidence; what is not here is the record's word. */
  readonly producers?: ReadonlyMap<string, readonly EvidenceSigner[]>;
}

/** What was decided from, from its record; `now` is the instant of the question. */
export function recordedInput(
  record: DecisionRecord,
  { approvals, register, accepted, producers }: SignedFiles,
  now: string,
): DecideInput {
  const { policy, plan } = record;
  const { candidate, release } = plan;
  const artifacts = candidate.artifacts.flatMap(({ name, digest }) =>
    digest === null ? [] : [[name, digest] as const],
  );
  const { requirements, knobs = {} } = policy.document;
  const broken: ReadApproval[] = record.brokenApprovals;
  const read = register ?? record.brokenRegister;
  const lists = accepted ?? record.brokenAcceptedFindings;
  return {
    run: {
      release: release.id,
      mode: release.mode,
      candidateDigest: candidate.digest,
      policyDigest: plan.policyDigest,
      planDigest: digestJson(plan),
      inputs: new Map(record.inputs.map(({ name, digest }) => [name, digest])),
      artifacts: new Map(artifacts),
      now,
      clockSkewSeconds: knobs.clockSkewSeconds ?? 300,
    },
    requirements: requirements.map((requirement, index) => ({
      policy: requirement,
      level: requirement.levels[release.mode],
      location: policy.places[index] ?? { path: policy.path },
      units: plan.units
        .filter(({ evidenceId }) => evidenceId === requirement.id)
        .map(({ target }) => (target ? { target } : {})),
    })),
    evidence: [
      ...record.evidence.map(
        ({ document, redacted: _, envelope = '', signers, ...rest }): EvidenceDocument => ({
          ...rest,
          kind: 'document',
          evidence: document,
          ...(signers ? { signers: producers?.get(envelope) ?? signers } : {}),
        }),
      ),
      ...record.brokenEvidence.map((one): BrokenEvidence => ({ ...one, kind: 'broken' })),
    ],
    waivers: [
      ...record.waivers.map(({ location, digest, document }): KnownWaiver => ({ location, digest, waiver: document })),
      ...record.brokenWaivers.map((one): ReadWaiver => one),
    ],
    approvals: [...approvals, ...broken],
    ...(read ? { register: read } : {}),
    ...(lists ? { accepted: lists } : {}),
    knobs,
    policyPath: policy.path,
  };
}
