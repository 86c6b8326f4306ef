import type { Evidence } from '../formats/generated/evidence.ts';
import type { Location } from '../model/finding.ts';
import type { UnitRef } from './unit.ts';

/** One evidence document as it was found. */
export interface EvidenceDocument {
  readonly kind: 'document';
  /** Made by this run, or read from the evidence folder. Each requirement believes only the one that its policy names. */
  readonly source: 'run' | 'folder';
  readonly evidence: Evidence;
  /** Digest of the document's RFC 8785 form. */
  readonly digest: string;
  readonly location: Location;
  /** Principals whose signatures it carries. */
  readonly signers?: readonly string[];
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
