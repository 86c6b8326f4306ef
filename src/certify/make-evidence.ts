import { compareFindings } from '../check/run-rules.ts';
import { EVIDENCE_RULES } from '../decide/evidence-rules.ts';
import type { Observation, RunIdentity } from '../decide/observation.ts';
import { findingOf } from '../decide/rule-doc.ts';
import { unitName } from '../decide/unit.ts';
import type { Evidence, TargetFidelity } from '../formats/generated/evidence.ts';
import type { Candidate, Tool } from '../formats/generated/plan.ts';
import validator from '../formats/generated/validators/evidence.js';
import { validateDocument } from '../formats/validate.ts';
import { digestJson } from '../model/digest.ts';
import { type Finding, type Summary, summarize } from '../model/finding.ts';
import type { JsonValue } from '../model/json/value.ts';
import { subjectsNamed } from './candidate.ts';
import { cleanAnnotations, cleanFidelity, cleanFinding, cleanText } from './clean-text.ts';
import type { PlannedRun } from './plan.ts';
import { hidePrivatePaths, type PrivateFolders, plainJson } from './private-paths.ts';
import { leakWords, reportLeaks } from './report-leaks.ts';
import type { UnitResult } from './runner.ts';
import { unitIdOf } from './unit-id.ts';

export interface EvidenceContext {
  readonly run: RunIdentity;
  readonly candidate: Candidate;
  readonly tool: Tool;
  readonly folders: PrivateFolders;
}

/** What a run found of one unit, as evidence; or, where the thing can't be believed or leaks, that it is so. */
export function makeEvidence(planned: PlannedRun, result: UnitResult, context: EvidenceContext): Observation {
  const path = planned.unit.inputs[0] ?? planned.ref.evidenceId;
  const broken = (state: 'untrusted' | 'redaction-failed', reason: string, location = { path }): Observation => ({
    kind: 'broken',
    state,
    reason,
    location,
    unit: planned.ref,
  });
  if (result.kind === 'unread' && result.error.kind === 'integrity') {
    const { code, message, location } = result.error;
    return broken(code === 'leak-found' ? 'redaction-failed' : 'untrusted', cleanText(message), location);
  }
  const { value, replaced } = hidePrivatePaths(
    plainJson(draft(planned, answerOf(planned, result), context)),
    context.folders,
  );
  const leaks = reportLeaks(value);
  if (leaks.length > 0)
    return broken(
      'redaction-failed',
      `what was found of ${unitName(planned.ref)} holds what evidence must not carry: ${leakWords(leaks)}`,
    );
  const evidence = typed(value, path);
  const whole = { ...evidence, redaction: { ...evidence.redaction, placeholders: replaced } };
  return { kind: 'document', source: 'run', evidence: whole, digest: digestJson(whole), location: { path } };
}

/** Why evidence without a subject could not look. */
export const NO_SUBJECT = 'the candidate has no artifact that could be read: name apps, a contract or catalog entries';

interface Answer {
  readonly status: Evidence['status'];
  readonly statusReason?: string;
  readonly checks: number;
  readonly findings: readonly Finding[];
  readonly annotations?: Readonly<Record<string, string | number | boolean>>;
  readonly fidelity?: readonly TargetFidelity[];
}

function answerOf({ ref, unit, inputs }: PlannedRun, result: UnitResult): Answer {
  const key = [ref.evidenceId, { ...ref.target }];
  const path = unit.inputs[0] ?? ref.evidenceId;
  if (result.kind === 'unread') {
    const { code, message, location = { path } } = result.error;
    const finding = findingOf(result.rule, { message, location, key: [...key, code, damaged(inputs, location.path)] });
    return { status: 'error', statusReason: message, checks: 0, findings: [finding] };
  }
  const { checks, annotations, fidelity, strictVerifierFailed } = result;
  const strict = findingOf(EVIDENCE_RULES.strictVerificationFailed, {
    message: `${unitName(ref)} does not pass the strict verifier`,
    location: { path },
    key,
  });
  const findings = [...result.findings, ...(strictVerifierFailed ? [strict] : [])].sort(compareFindings);
  const facts = { checks, findings, ...(annotations ? { annotations } : {}), ...(fidelity ? { fidelity } : {}) };
  if (checks === 0) return { ...facts, status: 'error', statusReason: 'there was nothing to judge' };
  return { ...facts, status: statusOf(summarize(findings)) };
}

/** What the unreadable thing holds, so that a waiver for it covers no other damage; null where there is nothing to digest. */
function damaged(inputs: PlannedRun['inputs'], path: string): string | null {
  const holds = inputs.filter(({ name }) => path === name || path.startsWith(`${name}/`));
  return (holds.at(-1) ?? inputs[0])?.digest ?? null;
}

function statusOf({ errors, warnings }: Summary): Evidence['status'] {
  if (errors > 0) return 'fail';
  return warnings > 0 ? 'warn' : 'pass';
}

function draft({ ref, unit, inputs }: PlannedRun, answer: Answer, { run, candidate, tool }: EvidenceContext): Evidence {
  const subject = subjectsNamed(candidate, unit.subjects);
  const { status, statusReason } = subject.length === 0 ? aboutNothing(answer) : answer;
  const summary = summarize(answer.findings);
  const evidence: Omit<Evidence, 'unitId'> = {
    kind: 'assay.evidence',
    schemaVersion: 1,
    evidenceId: ref.evidenceId,
    ...(ref.target ? { target: ref.target } : {}),
    release: {
      id: run.release,
      mode: run.mode,
      candidateDigest: run.candidateDigest,
      planDigest: run.planDigest,
      policyDigest: run.policyDigest,
    },
    subject,
    status,
    ...(statusReason === undefined ? {} : { statusReason: cleanText(statusReason) }),
    producer: { name: tool.name, version: tool.version, ruleSetDigest: tool.ruleSetDigest, attempt: 1 },
    startedAt: run.now,
    finishedAt: run.now,
    counts: { checks: answer.checks, ...summary },
    findings: answer.findings.map(cleanFinding),
    inputs: [...inputs],
    artifacts: [],
    redaction: { status: 'pass', findingCount: 0, placeholders: 0 },
    ...(answer.fidelity ? { fidelity: cleanFidelity(answer.fidelity) } : {}),
    ...(answer.annotations ? { annotations: cleanAnnotations(answer.annotations) } : {}),
  };
  return { ...evidence, unitId: unitIdOf(evidence) };
}

/** Whatever was found, it was found of nothing that could be released. */
function aboutNothing({ status, statusReason = NO_SUBJECT }: Answer): Pick<Answer, 'status' | 'statusReason'> {
  return { status: status === 'skip' ? status : 'error', statusReason };
}

/** Our own evidence passes the same door as everyone's. */
function typed(value: JsonValue, path: string): Evidence {
  return validateDocument<Evidence>({ value, locate: (pointer) => ({ path, pointer }) }, validator, 'evidence');
}
