import type { Evidence } from '../formats/generated/evidence.ts';
import { EVIDENCE_RULES } from './evidence-rules.ts';
import { hoursBetween } from './instant.ts';
import type { EvidenceDocument, RunIdentity } from './observation.ts';
import type { Reason } from './reason.ts';
import type { RuleDoc } from './rule-doc.ts';
import { unitName } from './unit.ts';

/** Everything that is true of one evidence document in this run: its own status, and what takes belief from it. */
export function documentReasons(
  { evidence, location }: EvidenceDocument,
  run: RunIdentity,
  maxAgeHours: number | undefined,
): Reason[] {
  const { status } = evidence;
  const faults = [leaking(evidence), foreign(evidence, run), future(evidence, run), aged(evidence, run, maxAgeHours)];
  faults.push(outdated(evidence, run), unexplained(evidence));
  const explained = faults.flatMap((fault): Reason[] =>
    fault ? [{ state: fault.state, explained: { doc: fault.doc, message: fault.message, location } }] : [],
  );
  return [{ state: status }, ...explained];
}

interface Fault {
  readonly state: Reason['state'];
  readonly doc: RuleDoc;
  readonly message: string;
}

function leaking(evidence: Evidence): Fault | undefined {
  if (evidence.redaction.status === 'pass') return undefined;
  const message = `the evidence of ${unitName(evidence)} says that it holds secrets or private paths`;
  return { state: 'redaction-failed', doc: EVIDENCE_RULES.redactionFailed, message };
}

function foreign(evidence: Evidence, run: RunIdentity): Fault | undefined {
  const difference = foreignPart(evidence, run);
  if (difference === undefined) return undefined;
  const message = `the evidence of ${unitName(evidence)} is for another ${difference}`;
  return { state: 'wrong-subject', doc: EVIDENCE_RULES.wrongSubject, message };
}

/** What of a document belongs to another run; undefined where all of it is ours. */
function foreignPart({ release, subject }: Evidence, run: RunIdentity): string | undefined {
  const pairs = [
    ['release', release.id, run.release],
    ['mode', release.mode, run.mode],
    ['candidate', release.candidateDigest, run.candidateDigest],
    ['policy', release.policyDigest, run.policyDigest],
    ['plan', release.planDigest, run.planDigest],
  ] as const;
  for (const [what, found, expected] of pairs) if (found !== expected) return `${what}: ${found}, expected ${expected}`;
  const stranger = subject.find(({ name, digest }) => run.artifacts.get(name) !== digest);
  return stranger === undefined ? undefined : `subject: ${stranger.name} ${stranger.digest} is not in the candidate`;
}

function future(evidence: Evidence, run: RunIdentity): Fault | undefined {
  const seconds = hoursBetween(evidence.finishedAt, run.now) * 3600;
  // Written so that an instant which is none does not pass.
  if (seconds >= -run.clockSkewSeconds) return undefined;
  const message = `the evidence of ${unitName(evidence)} finishes at ${evidence.finishedAt}, after this run's ${run.now}`;
  return { state: 'untrusted', doc: EVIDENCE_RULES.untrusted, message };
}

function aged(evidence: Evidence, run: RunIdentity, maxAgeHours: number | undefined): Fault | undefined {
  if (maxAgeHours === undefined || hoursBetween(evidence.finishedAt, run.now) <= maxAgeHours) return undefined;
  const message = `the evidence of ${unitName(evidence)} finished at ${evidence.finishedAt}, more than ${maxAgeHours} hours before ${run.now}`;
  return { state: 'stale', doc: EVIDENCE_RULES.stale, message };
}

function outdated(evidence: Evidence, run: RunIdentity): Fault | undefined {
  for (const { name, digest } of evidence.inputs) {
    const current = run.inputs.get(name);
    if (current === undefined || current === digest) continue;
    const message = `the evidence of ${unitName(evidence)} was made from ${name} with ${digest}, which is now ${current}`;
    return { state: 'stale', doc: EVIDENCE_RULES.stale, message };
  }
  return undefined;
}

/** Why it was skipped or could not look, where its findings don't say. */
function unexplained(evidence: Evidence): Fault | undefined {
  const { status, counts, statusReason = 'no reason is given' } = evidence;
  const name = unitName(evidence);
  if (status === 'skip')
    return { state: 'skip', doc: EVIDENCE_RULES.skipped, message: `${name} was skipped: ${statusReason}` };
  if (status === 'error' && counts.errors === 0)
    return { state: 'error', doc: EVIDENCE_RULES.error, message: `${name} could not look: ${statusReason}` };
  return undefined;
}
