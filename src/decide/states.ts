import type { Outcome, State } from '../formats/generated/certification.ts';

export type { Outcome, State };

/** What a mode asks of a requirement, where it asks anything. */
export type Level = 'required' | 'recommended' | 'optional';

/** States of a unit, worst first. */
export const STATES: readonly State[] = [
  'redaction-failed',
  'malformed',
  'conflict',
  'wrong-subject',
  'untrusted',
  'error',
  'fail',
  'stale',
  'missing',
  'skip',
  'warn',
  'pass',
];

/** States that say what was found or not found; the rest say that the evidence itself can't be believed. */
export const WAIVABLE_STATES = ['warn', 'fail', 'error', 'missing', 'skip', 'stale'] as const;
export type WaivableState = (typeof WAIVABLE_STATES)[number];

/** True where a waiver may speak of the state at all. */
export function isWaivableState(state: State): state is WaivableState {
  return WAIVABLE_STATES.some((waivable) => waivable === state);
}

/** True where findings say what is wrong, so that they can be accepted one by one: nobody accepts what nobody saw. */
export function isAcceptableState(state: State): boolean {
  return state === 'fail' || state === 'warn';
}

/** Outcomes, worst first. */
export const OUTCOMES: readonly Outcome[] = ['block', 'waived', 'accepted', 'warn', 'info', 'pass'];

/** The worst of some states; of none it is missing: what nobody looked at never passes. */
export function worstState(states: readonly State[]): State {
  return STATES.find((state) => states.includes(state)) ?? 'missing';
}

/** The worst of some outcomes; pass where there are none, so ask only where there is a unit. */
export function worstOutcome(outcomes: readonly Outcome[]): Outcome {
  return OUTCOMES.find((outcome) => outcomes.includes(outcome)) ?? 'pass';
}
