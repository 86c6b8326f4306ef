import type { Evidence } from '../formats/generated/evidence.ts';
import { samePrincipal } from '../model/principal.ts';
import { EVIDENCE_RULES } from './evidence-rules.ts';
import { hoursBetween } from './instant.ts';
import type { EvidenceDocument, RunIdentity } from './observation.ts';
import type { Reason } from './reason.ts';
import type { RuleDoc } from './rule-doc.ts';
import { unitName } from './unit.ts';

/** What a requirement asks of its evidence, besides what it says. */
export interface EvidenceDemands {
  readonly maxAgeHours?: number;
  /** Who may sign it, and must sign what lies in the folder; whoever is an evidence producer may where absent. */
  readonly producers?: readonly string[];
  /** It counts only signed, unless this process made it. */
  readonly signed: boolean;
}

/** Everything that is true of one evidence document in this run: its own status, and what takes belief from it. */
export function documentReasons(document: EvidenceDocument, run: RunIdentity, demands: EvidenceDemands): Reason[] {
  const { evidence, location } = document;
  const { status } = evidence;
  const faults = [leaking(evidence), foreign(evidence, run), unsigned(document, run, demands), future(evidence, run)];
  faults.push(aged(evidence, run, demands.maxAgeHours), outdated(evidence, run), unexplained(evidence));
  const explained = faults.flatMap((fault): Reason[] =>
    fault ? [{ state: fault.state, explained: { doc: fault.doc, message: fault.message, location } }] : [],
  );
  // A worse finding takes no warning away: where warnings block, they do so beside it, and have to be let pass by name.
  const warned = status !== 'warn' && evidence.findings.some(({ severity }) => severity === 'warning');
  return [{ state: status }, ...(warned ? [{ state: 'warn' as const }] : []), ...explained];
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

/** Why nobody who may has vouched for a document that this process did not make itself. */
function unsigned(
  { evidence, source, signers = [] }: EvidenceDocument,
  run: RunIdentity,
  { producers, signed }: EvidenceDemands,
): Fault | undefined {
  // Where it is said whose it must be, nobody's is as bad as a stranger's.
  const named = source === 'folder' && producers !== undefined;
  if (source === 'run' || (signers.length === 0 && !signed && !named)) return undefined;
  const fault = (why: string): Fault => ({
    state: 'untrusted',
    doc: EVIDENCE_RULES.untrusted,
    message: `the evidence of ${unitName(evidence)} ${why}`,
  });
  if (signers.length === 0)
    return fault(
      signed ? 'is not signed, which the policy demands here' : 'is not signed, and the policy names who must sign it',
    );
  const allowed = signers.filter(({ principal, producer }) =>
    producers === undefined ? producer : producers.some((one) => samePrincipal(one, principal)),
  );
  if (allowed.length === 0)
    return fault(`is signed by ${signers.map(({ principal }) => principal).join(', ')}, who may not make it`);
  if (run.mode === 'production' && allowed.every(({ testKey }) => testKey))
    return fault('is signed by a test key, which production does not take');
  return undefined;
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
