import type { Stability } from '../contract/model.ts';
import type { Severity } from '../model/finding.ts';

/** Where a descriptor stands; what is not for apps is one state, and so is what is not there. */
export type State = 'absent' | 'stable' | 'experimental' | 'deprecated' | 'scheduled-for-removal' | 'restricted';

/** The rule that tells of a step. `existence` stands for the rules that tell what came and went. */
export type TransitionRule =
  | 'existence'
  | 'lifecycle/deprecation-announced'
  | 'lifecycle/introduced-deprecated'
  | 'lifecycle/reactivated'
  | 'lifecycle/removal-announced'
  | 'lifecycle/stability-lowered'
  | 'lifecycle/stability-raised';

export interface Transition {
  readonly severity: Severity;
  readonly rule: TransitionRule;
  /** What it is where the windows of the policy hold; the same where absent. */
  readonly lawful?: Severity;
}

const cell = (severity: Severity, rule: TransitionRule, lawful?: Severity): Transition => ({
  severity,
  rule,
  ...(lawful === undefined ? {} : { lawful }),
});

const ADDED = cell('note', 'existence');
const LOWERED = cell('error', 'lifecycle/stability-lowered');
const RAISED = cell('note', 'lifecycle/stability-raised');
const REACTIVATED = cell('warning', 'lifecycle/reactivated');
const GONE = cell('error', 'existence', 'note');

/** Every step that a descriptor can make, from row to column; a step that is not here is none, or says nothing. */
export const TRANSITIONS: Readonly<Record<State, Readonly<Partial<Record<State, Transition>>>>> = {
  absent: {
    stable: ADDED,
    experimental: ADDED,
    // AIP-185: what is new does not begin with its end.
    deprecated: cell('warning', 'lifecycle/introduced-deprecated'),
    'scheduled-for-removal': cell('error', 'lifecycle/introduced-deprecated'),
    restricted: ADDED,
  },
  stable: {
    experimental: LOWERED,
    deprecated: cell('note', 'lifecycle/deprecation-announced'),
    'scheduled-for-removal': cell('error', 'lifecycle/removal-announced', 'note'),
    restricted: LOWERED,
    absent: GONE,
  },
  experimental: {
    stable: RAISED,
    deprecated: cell('note', 'lifecycle/deprecation-announced'),
    'scheduled-for-removal': cell('note', 'lifecycle/removal-announced'),
    restricted: cell('warning', 'lifecycle/stability-lowered'),
    absent: cell('warning', 'existence'),
  },
  deprecated: {
    stable: REACTIVATED,
    experimental: LOWERED,
    'scheduled-for-removal': cell('note', 'lifecycle/removal-announced'),
    restricted: LOWERED,
    absent: GONE,
  },
  'scheduled-for-removal': {
    stable: REACTIVATED,
    experimental: LOWERED,
    deprecated: REACTIVATED,
    restricted: LOWERED,
    absent: GONE,
  },
  restricted: {
    stable: RAISED,
    experimental: RAISED,
    deprecated: cell('warning', 'lifecycle/deprecation-announced'),
    'scheduled-for-removal': cell('warning', 'lifecycle/removal-announced'),
    absent: cell('note', 'existence'),
  },
};

/** The state of a descriptor, or of its absence. */
export function stateOf(stability: Stability | undefined): State {
  if (stability === undefined) return 'absent';
  return stability === 'internal' || stability === 'operator-only' ? 'restricted' : stability;
}
