import { isAcceptableState, isWaivableState, type Level, type Outcome, type State } from './states.ts';

/** What a state amounts to at each level, before any waiver. The mode is not here: it only picks the level. */
const TABLE: Readonly<Record<State, Readonly<Record<Level, Outcome>>>> = {
  pass: { required: 'pass', recommended: 'pass', optional: 'pass' },
  warn: { required: 'warn', recommended: 'warn', optional: 'info' },
  fail: { required: 'block', recommended: 'warn', optional: 'warn' },
  error: { required: 'block', recommended: 'warn', optional: 'warn' },
  missing: { required: 'block', recommended: 'warn', optional: 'info' },
  skip: { required: 'block', recommended: 'warn', optional: 'info' },
  stale: { required: 'block', recommended: 'warn', optional: 'info' },
  'wrong-subject': { required: 'block', recommended: 'warn', optional: 'warn' },
  untrusted: { required: 'block', recommended: 'warn', optional: 'warn' },
  malformed: { required: 'block', recommended: 'warn', optional: 'warn' },
  conflict: { required: 'block', recommended: 'warn', optional: 'warn' },
  'redaction-failed': { required: 'block', recommended: 'block', optional: 'block' },
};

export interface Conditions {
  /** A waiver that `waiverState` calls valid for this unit is there. */
  readonly validWaiver: boolean;
  /** All that it blocks for is accepted for a time, by a list that holds. */
  readonly accepted: boolean;
  readonly waivable: 'never' | 'single' | 'dual';
  readonly warnBlocks: boolean;
}

/**
 * What a unit's state means for the decision. A waiver only ever turns block into waived, and only where the state
 * says what was found: evidence that can't be believed, or that leaks, blocks whatever anyone signed. A list of accepted
 * findings does the same for what was found, and never for what was not looked at.
 */
export function outcomeOf(state: State, level: Level, conditions: Conditions): Outcome {
  const plain = state === 'warn' && level === 'required' && conditions.warnBlocks ? 'block' : TABLE[state][level];
  if (plain !== 'block') return plain;
  if (conditions.waivable === 'never') return plain;
  if (conditions.accepted && isAcceptableState(state)) return 'accepted';
  return conditions.validWaiver && isWaivableState(state) ? 'waived' : plain;
}
