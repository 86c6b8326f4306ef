import { EVIDENCE_RULES } from '../../decide/evidence-rules.ts';
import type { PlannedRequirement } from '../../decide/judge-requirement.ts';
import { unitKey } from '../../decide/unit.ts';
import type { WaiverScopeMatch, WaiverSubject } from '../../decide/waiver-state.ts';
import type { Certification, CertifiedUnit } from '../../formats/generated/certification.ts';
import type { Waiver } from '../../formats/generated/waiver.ts';
import { blockingStates } from '../../render/report.ts';

/** What a waiver's scope leads to in a saved certification, as `matchOf` says it of a run. */
export function matchIn(
  certification: Certification,
  planned: readonly PlannedRequirement[],
  { scope }: Waiver,
): WaiverScopeMatch {
  const requirement = certification.requirements.find(({ id, level }) => id === scope.evidenceId && level !== 'off');
  const policy = planned.find(({ policy: { id } }) => id === scope.evidenceId)?.policy;
  if (requirement === undefined || policy === undefined) return { units: [] };
  const units = requirement.units.map((unit) => subjectIn(certification, requirement.id, unit));
  const subject = units.find(({ unit }) => unitKey(unit) === unitKey(scope));
  return { requirement: policy, ...(subject ? { subject } : {}), units };
}

function subjectIn({ findings }: Certification, evidenceId: string, unit: CertifiedUnit): WaiverSubject {
  const open = findings.filter((one) => one.unit === unit.name && (one.blocks || one.waivedBy !== undefined));
  return {
    unit: { evidenceId, ...(unit.target ? { target: unit.target } : {}) },
    state: unit.state,
    blockingStates: blockingStates(unit, open),
    blocked: unit.outcome === 'block' || unit.outcome === 'waived',
    accepted: unit.outcome === 'accepted',
    // What the gate itself says of the evidence is named by the state; only what the evidence found must be listed.
    fingerprints: open.filter(({ ruleId }) => !OF_EVIDENCE.includes(ruleId)).map(({ fingerprint }) => fingerprint),
    unwaivable: open.filter(({ waivable }) => waivable === false).map(({ ruleId }) => ruleId),
    producers: [],
  };
}

const { missing, skipped, error, stale, wrongSubject, untrusted, malformed, conflict } = EVIDENCE_RULES;
const OF_EVIDENCE: readonly string[] = [
  missing,
  skipped,
  error,
  stale,
  wrongSubject,
  untrusted,
  malformed,
  conflict,
].map(({ id }) => id);
