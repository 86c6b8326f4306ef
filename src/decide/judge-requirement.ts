import type { PolicyKnobs, PolicyRequirement } from '../formats/generated/policy.ts';
import type { Finding, Location, Severity } from '../model/finding.ts';
import { type Conditions, outcomeOf } from './decision-table.ts';
import type { EvidenceDemands } from './document-reasons.ts';
import type { Observation, RunIdentity } from './observation.ts';
import type { Level, Outcome, State } from './states.ts';
import { type Target, type UnitRef, unitKey } from './unit.ts';
import { type UnitState, unitState } from './unit-state.ts';

/** A requirement with what the mode asks of it and what must be judged for it. */
export interface PlannedRequirement {
  readonly policy: PolicyRequirement;
  readonly level: Level | 'off';
  /** Where the policy asks for it. */
  readonly location: Location;
  /** One per thing to judge; none at all counts as missing. */
  readonly units: readonly { readonly target?: Target }[];
}

/** A unit as it stands before any waiver. */
export interface JudgedUnit {
  readonly ref: UnitRef;
  readonly found: UnitState;
  readonly outcome: Outcome;
  /** States for each of which alone it blocks, or would, worst first. */
  readonly blockingStates: readonly State[];
  /** Findings for which it blocks, or would. */
  readonly blocking: readonly Finding[];
  /** Findings for which it would block if they were not accepted for a time. */
  readonly accepted: readonly Finding[];
  /** The rest. */
  readonly others: readonly Finding[];
}

export interface JudgedRequirement {
  readonly policy: PolicyRequirement;
  readonly level: Level | 'off';
  /** What the outcome of its units depends on, besides their state and a waiver. */
  readonly conditions: Omit<Conditions, 'validWaiver' | 'accepted'>;
  readonly units: readonly JudgedUnit[];
}

/** The units that must exist for a requirement in this mode: none where it is off, else at least one. */
export function plannedUnits({ policy, level, units }: PlannedRequirement): UnitRef[] {
  if (level === 'off') return [];
  if (units.length === 0) return [{ evidenceId: policy.id }];
  return units.map(({ target }) => ({ evidenceId: policy.id, ...(target ? { target } : {}) }));
}

/** Judges each unit of a requirement by its evidence alone. */
export function judgeRequirement(
  planned: PlannedRequirement,
  evidence: ReadonlyMap<string, readonly Observation[]>,
  run: RunIdentity,
  knobs: PolicyKnobs,
): JudgedRequirement {
  const { policy, level } = planned;
  const { maxAgeHours, producers } = policy;
  const demands: EvidenceDemands = {
    ...(maxAgeHours === undefined ? {} : { maxAgeHours }),
    ...(producers === undefined ? {} : { producers }),
    signed: demandsSignatures(knobs, run),
  };
  const conditions = { waivable: policy.waivable, warnBlocks: policy.warnBlocks ?? false };
  if (level === 'off') return { policy, level, conditions, units: [] };
  const units = plannedUnits(planned).map((ref): JudgedUnit => {
    const found = unitState(ref, evidence.get(unitKey(ref)) ?? [], run, planned.location, demands);
    const alone = (state: State): Outcome =>
      outcomeOf(state, level, { ...conditions, validWaiver: false, accepted: false });
    const outcome = alone(found.state);
    const blockingStates = found.states.filter((state) => alone(state) === 'block');
    return { ref, found, outcome, blockingStates, accepted: [], ...findingsOf(found, outcome, blockingStates) };
  });
  return { policy, level, conditions, units };
}

/** Splits a unit's findings into those for which it blocks and the rest. Where it does not block, a reason is no error. */
function findingsOf(
  { document, reasons }: UnitState,
  outcome: Outcome,
  blockingStates: readonly State[],
): Pick<JudgedUnit, 'blocking' | 'others'> {
  const own = document?.evidence.findings ?? [];
  if (outcome !== 'block') {
    const severity: Severity = outcome === 'info' ? 'note' : 'warning';
    return { blocking: [], others: [...reasons.map((reason) => ({ ...reason, severity })), ...own] };
  }
  const blocks = ({ severity }: Finding): boolean =>
    severity === 'error' || (blockingStates.includes('warn') && severity === 'warning');
  const all = [...reasons.filter((reason) => reason.severity === 'error'), ...own.filter(blocks)];
  return {
    blocking: all,
    others: [...reasons.filter((r) => r.severity !== 'error'), ...own.filter((f) => !blocks(f))],
  };
}

/** True where what others made counts only signed: in production, unless the policy says otherwise. */
export function demandsSignatures({ signatures }: PolicyKnobs, { mode }: Pick<RunIdentity, 'mode'>): boolean {
  return (signatures?.[mode] ?? (mode === 'production' ? 'required' : 'off')) === 'required';
}
