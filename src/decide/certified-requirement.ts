import type { CertifiedFinding, CertifiedRequirement, CertifiedUnit } from '../formats/generated/certification.ts';
import { summarize } from '../model/finding.ts';
import { isAccepted } from './apply-accepted.ts';
import { outcomeOf } from './decision-table.ts';
import type { JudgedRequirement, JudgedUnit } from './judge-requirement.ts';
import type { EvidenceDocument, RunIdentity } from './observation.ts';
import { worstOutcome, worstState } from './states.ts';
import { unitKey, unitName } from './unit.ts';
import { waivability } from './waiver-state.ts';

/** A requirement as the certification shows it, waivers applied, with the findings of its units. */
export function certifiedRequirement(
  { policy, level, conditions, units }: JudgedRequirement,
  waivedBy: ReadonlyMap<string, string>,
  mode: RunIdentity['mode'],
): { requirement: CertifiedRequirement; findings: CertifiedFinding[] } {
  const { id, title, owner, domain, docs, fix, waivable } = policy;
  const shown = { id, title, owner, domain, docs, fix, level, waivable };
  if (level === 'off') return { requirement: { ...shown, state: 'off', outcome: 'off', units: [] }, findings: [] };
  const certified = units.map((unit) => {
    const waiver = waivedBy.get(unitKey(unit.ref));
    const accepted = isAccepted(unit);
    const outcome = outcomeOf(unit.found.state, level, { ...conditions, validWaiver: waiver !== undefined, accepted });
    const open = unit.blocking.every(({ waivable }) => waivable !== false);
    const way = outcome === 'block' && open ? waivability(policy, unit.blockingStates, mode) : undefined;
    const certifiedOne = { ...certifiedUnit(unit, outcome, waiver), ...(way ? { waivable: way } : {}) };
    return { shown: certifiedOne, findings: unitFindings(unit, outcome, waiver) };
  });
  const requirement: CertifiedRequirement = {
    ...shown,
    state: worstState(certified.map((unit) => unit.shown.state)),
    outcome: worstOutcome(certified.map((unit) => unit.shown.outcome)),
    units: certified.map((unit) => unit.shown),
  };
  return { requirement, findings: certified.flatMap(({ findings }) => findings) };
}

function certifiedUnit(
  { ref, found, blocking, accepted, others }: JudgedUnit,
  outcome: CertifiedUnit['outcome'],
  waiver: string | undefined,
): CertifiedUnit {
  const evidence = found.document?.evidence;
  return {
    name: unitName(ref),
    ...(ref.target ? { target: ref.target } : {}),
    state: found.state,
    outcome,
    ...(waiver === undefined ? {} : { waivedBy: waiver }),
    ...(accepted.length === 0 ? {} : { accepted: accepted.length }),
    ...(found.flaky ? { flaky: true } : {}),
    checks: evidence?.counts.checks ?? 0,
    summary: summarize([...accepted, ...blocking, ...others]),
    ...(found.document ? { evidenceDigest: found.document.digest } : {}),
    ...(evidence ? { producer: `${evidence.producer.name} ${evidence.producer.version}` } : {}),
    ...(evidence ? { finishedAt: evidence.finishedAt } : {}),
    ...(evidence?.statusReason === undefined ? {} : { reason: evidence.statusReason }),
    ...(evidence?.fidelity ? { fidelity: evidence.fidelity } : {}),
    ...annotationsOf(found.document),
  };
}

/** What evidence says besides. Of the contract's version only what this tool judged speaks: the next run is held against it. */
function annotationsOf(document: EvidenceDocument | undefined): Pick<CertifiedUnit, 'annotations'> {
  const { annotations } = document?.evidence ?? {};
  if (annotations === undefined || document?.source !== 'folder') return annotations ? { annotations } : {};
  const { contractVersion: _, ...others } = annotations;
  return Object.keys(others).length === 0 ? {} : { annotations: others };
}

/** A waived finding stays, with its severity and the waiver's name, and so does an accepted one. */
function unitFindings(
  { ref, blocking, accepted, others }: JudgedUnit,
  outcome: CertifiedUnit['outcome'],
  waiver: string | undefined,
): CertifiedFinding[] {
  const unit = unitName(ref);
  const waived = waiver === undefined ? {} : { waivedBy: waiver };
  return [
    ...blocking.map((finding) => ({ ...finding, unit, blocks: outcome === 'block', ...waived })),
    ...accepted.map((finding) => ({ ...finding, unit, blocks: false, accepted: true as const })),
    ...others.map((finding) => ({ ...finding, unit, blocks: false })),
  ];
}
