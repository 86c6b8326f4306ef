import type { PublicKey } from './keys/public-key.ts';

/** What a key was made for. What a test or development key signed never satisfies production. */
export type KeyUse = 'production' | 'test' | 'development';

/** A key whose signatures count. */
export interface TrustedKey {
  readonly publicKey: PublicKey;
  /** What people call the key, as the trust document writes it. */
  readonly id: string;
  /** Whose key it is; one principal may have several. */
  readonly principal?: string;
  readonly use: KeyUse;
}

/** A key that we know and whose signatures don't count: revoked, retired, outside its window, of another role. */
export interface RefusedKey extends TrustedKey {
  /** Why not, in words that complete "the key … ". */
  readonly refusal: string;
}

/** Which keys count for one purpose at one instant. */
export interface KeySet {
  readonly trusted: readonly TrustedKey[];
  /** Known so that a message can tell "not allowed" from "unknown"; they never make anything pass. */
  readonly refused: readonly RefusedKey[];
}

/** A key set of keys that count without conditions; each is called by its fingerprint. */
export function trustKeys(keys: readonly PublicKey[], use: KeyUse = 'production'): KeySet {
  return { trusted: keys.map((publicKey) => ({ publicKey, id: publicKey.fingerprint, use })), refused: [] };
}
