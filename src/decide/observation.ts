import type { Evidence } from '../formats/generated/evidence.ts';
import type { Location } from '../model/finding.ts';
import type { Signatory } from './approval.ts';
import type { UnitRef } from './unit.ts';

/** Someone whose signature evidence carries. */
export interface EvidenceSigner extends Signatory {
  /** The trust document says that this principal makes evidence. */
  readonly producer: boolean;
}

/** One evidence document as it was found. */
export interface EvidenceDocument {
  readonly kind: 'document';
  /**
   * Made by this process, by a shard of its plan, or read from the evidence folder. A requirement that a runner judges
   * believes the first two, one that waits for a document the last.
   */
  readonly source: 'run' | 'shard' | 'folder';
  readonly evidence: Evidence;
  /** Digest of the document's RFC 8785 form. */
  readonly digest: string;
  readonly location: Location;
  /** Whose signatures it carries. */
  readonly signers?: readonly EvidenceSigner[];
}

/** No document: a damaged file (malformed), inputs that break their integrity (untrusted), a secret that was found (redaction-failed). */
export interface BrokenEvidence {
  readonly kind: 'broken';
  readonly state: 'malformed' | 'untrusted' | 'redaction-failed';
  /** What is wrong, in words fit to print. */
  readonly reason: string;
  readonly location: Location;
  /** The unit that it was for; unknown where the file does not even say that. */
  readonly unit?: UnitRef;
  /** The rule that was broken, where it is not the evidence itself that is wrong. */
  readonly ruleId?: string;
}

/** One thing seen while evidence was gathered. */
export type Observation = EvidenceDocument | BrokenEvidence;

/** The run that evidence and waivers must be about. */
export interface RunIdentity {
  readonly release: string;
  readonly mode: Evidence['release']['mode'];
  readonly candidateDigest: string;
  readonly policyDigest: string;
  readonly planDigest: string;
  /** Digests of everything that was read, by name: what the inputs of evidence are compared with. */
  readonly inputs: ReadonlyMap<string, string>;
  /** Digests of what would be released, by name: what evidence may be about. */
  readonly artifacts: ReadonlyMap<string, string>;
  /** The instant of the decision. */
  readonly now: string;
  readonly clockSkewSeconds: number;
}
