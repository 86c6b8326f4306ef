import { daysBetween } from '../../decide/instant.ts';
import type { CertifiedWaiver } from '../../formats/generated/certification.ts';
import { usageError } from '../../model/errors.ts';
import { nearest } from '../../model/nearest.ts';
import { quote } from '../../model/quote.ts';
import type { WaiverRun } from './waiver-run.ts';
import { WAIVER_STATES } from './waiver-states.ts';

/** Which waivers are wanted; all conditions must hold. */
export interface WaiverFilter {
  /** Any of these; all where there is none. */
  readonly states: readonly string[];
  /** In use, and ending within so many days. */
  readonly within: number | undefined;
  /** Waiving nothing. */
  readonly unused: boolean;
}

/** The waivers that are wanted, in the order of their files. @throws AssayError waiver-state-unknown (usage) */
export function listWaivers({ judged, decided }: WaiverRun, filter: WaiverFilter): CertifiedWaiver[] {
  const known: readonly string[] = WAIVER_STATES;
  for (const state of filter.states)
    if (!known.includes(state)) {
      const near = nearest(state, known);
      throw usageError(
        'waiver-state-unknown',
        `no waiver is ever ${quote(state)}`,
        near === undefined ? `one of: ${known.join(', ')}` : `did you mean ${near}?`,
      );
    }
  const ends = ({ used, expiresAt }: CertifiedWaiver, within: number): boolean =>
    used && expiresAt !== undefined && daysBetween(decided.run.now, expiresAt) <= within;
  return judged.filter(
    (one) =>
      (filter.states.length === 0 || filter.states.includes(one.state)) &&
      (filter.within === undefined || ends(one, filter.within)) &&
      (!filter.unused || one.state === 'unused'),
  );
}
