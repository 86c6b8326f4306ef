import type { AcceptedFindings } from '../formats/generated/accepted-findings.ts';
import type { Location } from '../model/finding.ts';
import type { Signatory } from './approval.ts';

/** Someone whose signature one of the lists carries. */
export interface Acceptor extends Signatory {
  /** Those of the principal's roles that count for accepting. */
  readonly roles: readonly string[];
  /** It stands under the last list, the one that counts. */
  readonly last: boolean;
}

/** The list that counts, with everything that hangs on it. */
export interface KnownAccepted {
  readonly location: Location;
  /** Of each line of the file, the first list first. */
  readonly lines: readonly string[];
  /** Of each list, over its RFC 8785 form, the first first. */
  readonly chain: readonly string[];
  /** Of the list itself, over its RFC 8785 form. */
  readonly digest: string;
  readonly list: AcceptedFindings;
  readonly signers: readonly Acceptor[];
}

/** The file as it was read: a chain of lists of which each is a part of the one before, or the reason why it is none. */
export type ReadAccepted =
  | KnownAccepted
  | { readonly location: Location; readonly state: 'malformed' | 'forged' | 'grown'; readonly reason: string };

/**
 * Rules that say that something failed, and not what: another failure looks the same, so that nobody who accepts one would
 * see the next.
 */
export const NAMELESS_RULES: ReadonlySet<string> = new Set([
  'exec/failed',
  'junit/suite-broken',
  'ctrf/tests-hidden',
  'sarif/incomplete',
]);

/** How many findings a list has. */
export function listedCount({ units }: AcceptedFindings): number {
  return units.reduce((sum, { findings }) => sum + findings.reduce((all, { count }) => all + count, 0), 0);
}

/** True for a chain of lists that is what it claims to be. */
export function isChain(read: ReadAccepted): read is KnownAccepted {
  return 'list' in read;
}
