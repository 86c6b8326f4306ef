import type { WaiverState } from '../../decide/waiver-state.ts';

const ALL: Readonly<Record<WaiverState, true>> = {
  valid: true,
  unused: true,
  malformed: true,
  'wrong-release': true,
  'wrong-mode': true,
  'wrong-candidate': true,
  'not-yet-valid': true,
  expired: true,
  'over-broad': true,
  'too-long': true,
  'not-waivable': true,
  'state-not-covered': true,
  'finding-mismatch': true,
  'renewal-unknown': true,
  'over-renewed': true,
  'over-budget': true,
  unregistered: true,
  revoked: true,
  rejected: true,
  'self-approved': true,
  forged: true,
  'insufficient-approval': true,
};

/** Every state that a waiver may be in. */
export const WAIVER_STATES: readonly string[] = Object.keys(ALL);
