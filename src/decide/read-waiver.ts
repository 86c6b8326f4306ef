import type { Waiver } from '../formats/generated/waiver.ts';
import type { Location } from '../model/finding.ts';
import type { ReadApproval, ReadRegister } from './approval.ts';

/** A waiver that is a valid document. */
export interface KnownWaiver {
  readonly location: Location;
  /** Over its RFC 8785 form. */
  readonly digest: string;
  readonly waiver: Waiver;
}

/** A waiver file as it was read: a valid document, or the reason why there is none. */
export type ReadWaiver = KnownWaiver | { readonly location: Location; readonly reason: string };

/** Everything that people have said about waivers. */
export interface WaiverFiles {
  readonly waivers: readonly ReadWaiver[];
  readonly approvals: readonly ReadApproval[];
  readonly register?: ReadRegister;
}

export function isKnown(one: ReadWaiver): one is KnownWaiver {
  return 'waiver' in one;
}
