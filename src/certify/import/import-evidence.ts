import { unitName } from '../../decide/unit.ts';
import type { Evidence, Target } from '../../formats/generated/evidence.ts';
import validator from '../../formats/generated/validators/evidence.js';
import { validateDocument } from '../../formats/validate.ts';
import { digestBytes } from '../../model/digest.ts';
import { integrityError, usageError } from '../../model/errors.ts';
import { type Summary, summarize } from '../../model/finding.ts';
import { cleanFinding, cleanText } from '../clean-text.ts';
import { NO_SUBJECT } from '../make-evidence.ts';
import { hidePrivatePaths, type PrivateFolders, plainJson } from '../private-paths.ts';
import type { SavedPlan } from '../read-plan.ts';
import { leakWords, reportLeaks } from '../report-leaks.ts';
import { unitIdOf } from '../unit-id.ts';
import { importCrypta } from './crypta.ts';
import { importCtrf } from './ctrf.ts';
import { bounded, type ForeignResult } from './foreign.ts';
import { importJunit } from './junit.ts';
import { importSarif } from './sarif.ts';

/** Readers of other tools' reports, by the format's name. */
export const IMPORTERS = { junit: importJunit, ctrf: importCtrf, sarif: importSarif, crypta: importCrypta } as const;

export interface ImportInput {
  readonly saved: SavedPlan;
  readonly evidenceId: string;
  readonly target?: Target;
  readonly producer: { readonly name: string; readonly version: string; readonly attempt: number };
  /** When it was imported: a report's own word for when it was made is nobody's. */
  readonly now: string;
  readonly folders: PrivateFolders;
  readonly report: { readonly name: string; readonly bytes: Uint8Array };
}

/**
 * Evidence of what another tool's report says, for one unit of a plan and all of its candidate. It is nobody's word
 * until somebody signs it.
 * @throws AssayError evidence-unplanned (usage) where nobody waits for it; leak-found (integrity)
 */
export function importEvidence(whole: ForeignResult, input: ImportInput): Evidence {
  const result = bounded(whole);
  const { plan } = input.saved;
  refuseUnplanned(input);
  const findings = result.findings.map(cleanFinding);
  const summary = summarize(findings);
  const subject = plan.candidate.artifacts.flatMap(({ name, digest }) => (digest === null ? [] : [{ name, digest }]));
  const { status, reason } = subject.length === 0 ? NOTHING : statusOf(result, summary);
  const evidence: Omit<Evidence, 'unitId'> = {
    kind: 'assay.evidence',
    schemaVersion: 1,
    evidenceId: input.evidenceId,
    ...(input.target ? { target: input.target } : {}),
    release: {
      id: plan.release.id,
      mode: plan.release.mode,
      candidateDigest: plan.candidate.digest,
      planDigest: input.saved.digest,
      policyDigest: plan.policyDigest,
    },
    subject,
    status,
    ...(reason === undefined ? {} : { statusReason: cleanText(reason) }),
    producer: input.producer,
    startedAt: input.now,
    finishedAt: input.now,
    counts: { checks: result.checks, ...summary },
    findings,
    inputs: [],
    artifacts: [{ name: input.report.name, digest: digestBytes(input.report.bytes), size: input.report.bytes.length }],
    redaction: { status: result.leaks ? 'fail' : 'pass', findingCount: result.leaks ? 1 : 0, placeholders: 0 },
    ...(result.skipped === 0 ? {} : { annotations: { skipped: result.skipped } }),
  };
  return withoutLeaks({ ...evidence, unitId: unitIdOf(evidence) }, input);
}

const NOTHING = { status: 'error', reason: NO_SUBJECT } as const;

/** Nothing looked at is never a pass. */
function statusOf(
  { checks, skipped, failure }: ForeignResult,
  { errors, warnings }: Summary,
): { status: Evidence['status']; reason?: string } {
  if (failure !== undefined) return { status: 'error', reason: failure };
  if (errors > 0) return { status: 'fail' };
  if (checks === 0 && skipped > 0) return { status: 'skip', reason: `all ${skipped} tests were skipped` };
  if (checks === 0) return { status: 'error', reason: 'the report holds no test' };
  return { status: warnings > 0 ? 'warn' : 'pass' };
}

function refuseUnplanned({ saved, evidenceId, target }: ImportInput): void {
  const name = unitName({ evidenceId, target });
  const waiting = saved.plan.units.filter(({ run }) => run === 'evidence');
  if (waiting.some((unit) => unitName(unit) === name)) return;
  const known = waiting.map(unitName).join(', ');
  throw usageError(
    'evidence-unplanned',
    `${saved.shown} waits for no evidence of ${name}`,
    known === '' ? 'no requirement of the policy says run: evidence' : `one of: ${known}`,
  );
}

function withoutLeaks(evidence: Evidence, { folders, report }: ImportInput): Evidence {
  const { value, replaced } = hidePrivatePaths(plainJson(evidence), folders);
  const leaks = reportLeaks(value);
  if (leaks.length > 0)
    throw integrityError(
      'leak-found',
      `${report.name} holds what evidence must not carry: ${leakWords(leaks)}`,
      'remove the secret from the report, and replace it where it is used',
    );
  const locate = (pointer: string) => ({ path: report.name, pointer });
  const typed = validateDocument<Evidence>({ value, locate }, validator, 'evidence');
  return { ...typed, redaction: { ...typed.redaction, placeholders: replaced } };
}
