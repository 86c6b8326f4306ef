import type { TopRole } from './model.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Most bytes of a role's file: what tuf-js reads by default, so that nothing we write is unreadable there. */
export const MAX_BYTES = { root: 512_000, timestamp: 16_384, snapshot: 2_000_000, targets: 5_000_000 } as const;

/** How many there may be, so that a file costs no time. */
export const MOST = {
  signatures: 16,
  keys: 64,
  delegations: 256,
  patterns: 1024,
  delegationDepth: 8,
  roots: 256,
} as const;

/** How far a version may rise beyond the one that was seen last. */
export const MOST_VERSION_JUMP = 1000;

/** Milliseconds by which clocks may differ. */
export const CLOCK_SKEW = 300_000;

/** Milliseconds: how long a role is valid when it is signed, how long it may be at most, and how soon before its end it is due. */
export interface Validity {
  readonly given: number;
  readonly most: number;
  readonly due: number;
}

const VALIDITY: Readonly<Record<TopRole | 'revocation', Validity>> = {
  root: { given: 365 * DAY, most: 400 * DAY, due: 60 * DAY },
  targets: { given: 180 * DAY, most: 200 * DAY, due: 30 * DAY },
  revocation: { given: 30 * DAY, most: 35 * DAY, due: 7 * DAY },
  snapshot: { given: 14 * DAY, most: 31 * DAY, due: 3 * DAY },
  timestamp: { given: 7 * DAY, most: 14 * DAY, due: 6 * DAY },
};

/** A role's validity; an author's is that of targets. */
export function validityOf(role: string): Validity {
  switch (role) {
    case 'root':
    case 'snapshot':
    case 'timestamp':
    case 'revocation':
      return VALIDITY[role];
    default:
      return VALIDITY.targets;
  }
}

/** An instant as every role writes it. */
export function instantText(instant: Date | number): string {
  return new Date(Math.floor(Number(instant) / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}

/** Shown in messages: whole days, or hours where there is no whole day. */
export function lengthText(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY);
  return days >= 1 ? `${days} days` : `${Math.max(0, Math.floor(milliseconds / HOUR))} hours`;
}
