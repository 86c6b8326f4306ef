import type { Finding, Location } from '../model/finding.ts';
import { documentReasons } from './document-reasons.ts';
import { EVIDENCE_RULES } from './evidence-rules.ts';
import type { EvidenceDocument, Observation, RunIdentity } from './observation.ts';
import type { Reason } from './reason.ts';
import { findingOf } from './rule-doc.ts';
import { type State, worstState } from './states.ts';
import { type UnitRef, unitName } from './unit.ts';

export interface UnitState {
  readonly state: State;
  /** The document that counts: the highest attempt. */
  readonly document?: EvidenceDocument;
  /** The document that counts passed, and an earlier attempt did not. */
  readonly flaky: boolean;
  /** Findings about the evidence itself: why it is in its state. The document's own findings are not among them. */
  readonly reasons: readonly Finding[];
}

/**
 * The state that a unit's evidence amounts to: the worst of everything that is true of it. No evidence at all is
 * missing, never pass.
 * @param place where the policy asks for it @param maxAgeHours undefined where evidence does not age
 */
export function unitState(
  unit: UnitRef,
  observations: readonly Observation[],
  run: RunIdentity,
  place: Location,
  maxAgeHours: number | undefined,
): UnitState {
  const reasons: Reason[] = [];
  const documents: EvidenceDocument[] = [];
  for (const seen of observations) {
    if (seen.kind === 'document') documents.push(seen);
    else
      reasons.push({ state: seen.state, doc: BROKEN_RULES[seen.state], message: seen.reason, location: seen.location });
  }
  const { document, conflict, flaky } = newestAttempt(documents);
  if (conflict)
    reasons.push({
      state: 'conflict',
      doc: EVIDENCE_RULES.conflict,
      message: `${unitName(unit)} has two different results for attempt ${conflict.evidence.producer.attempt}`,
      location: conflict.location,
    });
  if (document) reasons.push(...documentReasons(document, run, maxAgeHours));
  if (document && flaky)
    reasons.push({
      state: 'pass',
      doc: EVIDENCE_RULES.flaky,
      message: `${unitName(unit)} did not pass before attempt ${document.evidence.producer.attempt}`,
      location: document.location,
    });
  if (observations.length === 0)
    reasons.push({
      state: 'missing',
      doc: EVIDENCE_RULES.missing,
      message: `${unitName(unit)} has no evidence`,
      location: place,
    });
  return {
    state: worstState(reasons.map((reason) => reason.state)),
    ...(document ? { document } : {}),
    flaky,
    reasons: reasons.flatMap((reason) => explained(reason, unit, place)),
  };
}

const BROKEN_RULES = {
  malformed: EVIDENCE_RULES.malformed,
  untrusted: EVIDENCE_RULES.untrusted,
  'redaction-failed': EVIDENCE_RULES.redactionFailed,
} as const;

function explained({ doc, message, location }: Reason, unit: UnitRef, place: Location): Finding[] {
  if (doc === undefined || message === undefined) return [];
  return [findingOf(doc, { message, location: location ?? place, key: [unit.evidenceId, { ...unit.target }] })];
}

/** The highest attempt counts; equal copies are one; two different documents of one attempt are a conflict. */
function newestAttempt(documents: readonly EvidenceDocument[]): {
  readonly document?: EvidenceDocument;
  readonly conflict?: EvidenceDocument;
  readonly flaky: boolean;
} {
  let document: EvidenceDocument | undefined;
  let conflict: EvidenceDocument | undefined;
  const byAttempt = new Map<number, EvidenceDocument>();
  for (const one of documents) {
    const { attempt } = one.evidence.producer;
    const known = byAttempt.get(attempt);
    if (known !== undefined && known.digest !== one.digest) conflict = one;
    byAttempt.set(attempt, one);
    if (document === undefined || attempt > document.evidence.producer.attempt) document = one;
  }
  const flaky = document !== undefined && passes(document) && documents.some((one) => !passes(one));
  return { ...(document ? { document } : {}), ...(conflict ? { conflict } : {}), flaky };
}

function passes({ evidence }: EvidenceDocument): boolean {
  return evidence.status === 'pass' || evidence.status === 'warn';
}
