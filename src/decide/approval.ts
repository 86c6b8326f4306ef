import type { Approval } from '../formats/generated/approval.ts';
import type { WaiverRegister } from '../formats/generated/waiver-register.ts';
import type { Location } from '../model/finding.ts';

/** Someone whose signature a document carries, as the trust document knows them. */
export interface Signatory {
  readonly principal: string;
  /** The key was not made for production. */
  readonly testKey: boolean;
}

/** A decision about a waiver, signed by the very principal that it names, in a role that the principal has. */
export interface SignedApproval {
  readonly location: Location;
  /** Digest of the envelope's file. */
  readonly digest: string;
  readonly approval: Approval;
  readonly testKey: boolean;
}

/** A file that claims to be an approval and counts for nothing. */
export interface BrokenApproval {
  readonly location: Location;
  readonly state: 'malformed' | 'forged';
  /** In words that follow the file's path. */
  readonly reason: string;
  /** Digest of the file. */
  readonly digest?: string;
  /** The waiver that it claims to be for; nothing but messages may rest on it. */
  readonly waiverId?: string;
}

export type ReadApproval = SignedApproval | BrokenApproval;

/** The register of waivers as it was read: signed by a release manager, or the reason why it counts for nothing. */
export type ReadRegister =
  | {
      readonly location: Location;
      readonly digest: string;
      readonly register: WaiverRegister;
      readonly signatory: Signatory;
    }
  | { readonly location: Location; readonly reason: string };

/** True for an approval that is what it claims to be. */
export function isSigned(approval: ReadApproval): approval is SignedApproval {
  return 'approval' in approval;
}
