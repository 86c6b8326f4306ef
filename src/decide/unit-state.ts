import type { Finding, Location } from '../model/finding.ts';
import { documentReasons, type EvidenceDemands } from './document-reasons.ts';
import { EVIDENCE_RULES } from './evidence-rules.ts';
import type { EvidenceDocument, Observation, RunIdentity } from './observation.ts';
import type { Reason } from './reason.ts';
import { findingOf, type RuleDoc } from './rule-doc.ts';
import { STATES, type State, worstState } from './states.ts';
import { type UnitRef, unitName } from './unit.ts';

export interface UnitState {
  readonly state: State;
  /** Everything that is true of it, worst first. */
  readonly states: readonly State[];
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
 * @param place where the policy asks for it
 */
export function unitState(
  unit: UnitRef,
  observations: readonly Observation[],
  run: RunIdentity,
  place: Location,
  demands: EvidenceDemands,
): UnitState {
  const reasons: Reason[] = [];
  const documents: EvidenceDocument[] = [];
  const explain = (state: State, doc: RuleDoc, message: string, location: Location): void => {
    reasons.push({ state, explained: { doc, message, location } });
  };
  for (const seen of observations) {
    if (seen.kind === 'document') documents.push(seen);
    else explain(seen.state, BROKEN_RULES[seen.state], seen.reason, seen.location);
  }
  const { document, conflict, flaky } = newestAttempt(documents);
  const name = unitName(unit);
  if (conflict) {
    const { attempt } = conflict.evidence.producer;
    const message = `${name} has two different results for attempt ${attempt}`;
    explain('conflict', EVIDENCE_RULES.conflict, message, conflict.location);
  }
  if (document) reasons.push(...documentReasons(document, run, demands));
  if (document && flaky) {
    const { attempt } = document.evidence.producer;
    explain('pass', EVIDENCE_RULES.flaky, `${name} did not pass before attempt ${attempt}`, document.location);
  }
  if (observations.length === 0) explain('missing', EVIDENCE_RULES.missing, `${name} has no evidence`, place);
  const states = STATES.filter((state) => reasons.some((reason) => reason.state === state));
  return {
    state: worstState(states),
    states,
    ...(document ? { document } : {}),
    flaky,
    reasons: reasons.flatMap(({ explained }) => (explained ? [findingAbout(unit, explained)] : [])),
  };
}

const BROKEN_RULES = {
  malformed: EVIDENCE_RULES.malformed,
  untrusted: EVIDENCE_RULES.untrusted,
  'redaction-failed': EVIDENCE_RULES.redactionFailed,
} as const;

function findingAbout(unit: UnitRef, { doc, message, location }: NonNullable<Reason['explained']>): Finding {
  return findingOf(doc, { message, location, key: [unit.evidenceId, { ...unit.target }] });
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
