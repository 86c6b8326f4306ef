import type { Contract, ServiceEvent, ServiceMethod, UserSchema } from '../contract/model.ts';
import type { Digest } from '../model/digest.ts';
import type { Location } from '../model/finding.ts';

/** What a target is: called, or listened to. */
export type TargetKind = 'method' | 'event';

/** The schemas of a target by role: a method has an input and an output, an event a payload. */
export type TargetSchemas = Readonly<Partial<Record<'input' | 'output' | 'payload', UserSchema>>>;

/** One method or event that a platform's broker offers. */
export interface CatalogEntry {
  /** `ns/vN#name`. */
  readonly target: string;
  readonly kind: TargetKind;
  /** The app that provides it. */
  readonly provider?: string;
  /** The version of the service, whose major stands in the target. */
  readonly version?: string;
  readonly label?: string;
  readonly description: string;
  /** What a caller must hold, as `org/members.read`. */
  readonly scope?: string;
  readonly installed?: boolean;
  /** Whether the organisation has granted it to whoever asks. */
  readonly granted?: boolean;
  readonly deprecated: boolean;
  /** The target to use instead. */
  readonly replacement?: string;
  /** The HTTP route that the method had before it had a target. */
  readonly route?: { readonly method: string; readonly path: string };
  /** Empty where nobody gave any. */
  readonly schemas: TargetSchemas;
  readonly examples?: Readonly<Partial<Record<'input' | 'output' | 'payload', readonly unknown[]>>>;
  /** The contract's own descriptor, where the catalog is a contract. */
  readonly native?: ServiceMethod | ServiceEvent;
  readonly location: Location;
}

/** What a platform's broker offers, whatever form it was read from. */
export interface BrokerCatalog {
  /** Path or URL as shown to people. */
  readonly path: string;
  readonly form: 'palette' | 'contract' | 'schemas';
  /** Of the catalog's own bytes; of a contract, the digest of its snapshot. */
  readonly digest: Digest;
  /** The catalog as it came, where it came as JSON. */
  readonly text?: string;
  /** The parsed value of what `text` is, or of what it would be. */
  readonly json: unknown;
  /** By target, then kind. */
  readonly entries: readonly CatalogEntry[];
  /** Present where the catalog is a contract. */
  readonly contract?: Contract;
}
