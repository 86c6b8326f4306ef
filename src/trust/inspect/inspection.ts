import type { KeyUse } from '../key-set.ts';
import type { Kdf } from '../keys/pkcs8-encryption.ts';
import type { KeyAlgorithm } from '../keys/public-key.ts';

/** Kinds of files that keys and certificates come in. */
export type InspectedKind =
  | 'private-key'
  | 'public-key'
  | 'certificates'
  | 'trusted-keys'
  | 'trusted-reviewers'
  | 'trust-store';

/** What may be shown of a key: never a secret. Instants are UTC, as in 2026-01-31T12:00:00Z. */
export interface InspectedKey {
  /** What the file calls the key, where it names it. */
  readonly id?: string;
  readonly algorithm: KeyAlgorithm;
  readonly bits: number;
  /** `SHA256:…`, as ssh-keygen prints it. */
  readonly fingerprint: string;
  /** `sha256:…` of the SubjectPublicKeyInfo. */
  readonly digest: string;
  readonly status?: 'active' | 'retiring' | 'retired' | 'revoked';
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly revokedAt?: string;
  readonly principal?: string;
  readonly roles?: readonly string[];
  readonly use?: KeyUse;
  /** Reviewers: the ids of the keys before and after this one. */
  readonly rotatesFrom?: string;
  readonly rotatesTo?: string;
}

export interface InspectedCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** Hex. */
  readonly serial: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly authority: boolean;
  /** URIs, DNS names and mail addresses. */
  readonly names: readonly string[];
  /** `sha256:…` of the certificate. */
  readonly digest: string;
}

/** How a private key's file protects it. */
export interface Protection {
  readonly encrypted: boolean;
  readonly kdf?: Kdf;
}

/** What a file of keys says. */
export interface Inspection {
  readonly kind: InspectedKind;
  /** Path as shown to people. */
  readonly path: string;
  /** Empty for an encrypted private key that was not opened. */
  readonly keys: readonly InspectedKey[];
  readonly protection?: Protection;
  /** The document's own version: of the format, or of a trust document's content. */
  readonly version?: number;
  readonly issuedAt?: string;
  readonly expiresAt?: string;
  readonly certificates?: readonly InspectedCertificate[];
  /** How many review receipts the file revokes. */
  readonly revokedReceipts?: number;
}
