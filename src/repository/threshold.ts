import { canonicalPrincipal } from '../model/principal.ts';
import { verify } from '../trust/signature.ts';
import { type Breach, breach } from './breach.ts';
import { diagnoseEnvelope, type RoleEnvelope } from './envelope.ts';
import type { RepositoryKey, RoleKeys } from './model.ts';

/** Who may sign a role, as its delegator says. */
export interface Authority extends RoleKeys {
  /** The role's name. */
  readonly role: string;
  /** Every key that the delegator knows; only those of `keyIds` may sign. */
  readonly keys: ReadonlyMap<string, RepositoryKey>;
}

/** The keys of an authority that signed an envelope. */
export function signersOf(envelope: RoleEnvelope, authority: Authority): RepositoryKey[] {
  return envelope.signatures.flatMap(({ keyId, signature }) => {
    const key = authority.keyIds.includes(keyId) ? authority.keys.get(keyId) : undefined;
    return key !== undefined && verify(key.publicKey, envelope.signed, signature) ? [key] : [];
  });
}

/** How many of a threshold some signers make: different keys, and different principals where they are named. */
export function countSigners(signers: readonly RepositoryKey[]): number {
  const keys = new Set(signers.map(({ publicKey }) => publicKey.digest));
  const principals = new Set(
    signers.map(({ principal, publicKey }) =>
      principal === undefined ? publicKey.digest : canonicalPrincipal(principal),
    ),
  );
  return Math.min(keys.size, principals.size);
}

/**
 * Demands that enough of the right keys signed, over the bytes as they are.
 * @param rule what the refusal is called where the signatures are well-formed and too few
 * @throws AssayError sig-threshold-not-met, sig-key-not-authorized, and what is wrong with the form (integrity)
 */
export function requireThreshold(
  envelope: RoleEnvelope,
  authority: Authority,
  rule?: Breach,
): readonly RepositoryKey[] {
  const signers = signersOf(envelope, authority);
  if (countSigners(signers) >= authority.threshold) return signers;
  diagnoseEnvelope(envelope.bytes, envelope.path);
  const stranger = envelope.signatures.find(({ keyId, signature }) => {
    const key = authority.keyIds.includes(keyId) ? undefined : authority.keys.get(keyId);
    return key !== undefined && verify(key.publicKey, envelope.signed, signature);
  });
  if (stranger !== undefined && rule === undefined)
    throw breach(
      'sig-key-not-authorized',
      `is signed by the key ${stranger.keyId}, which may not sign ${authority.role}`,
      envelope.path,
      stranger.keyId,
    );
  throw breach(
    rule ?? 'sig-threshold-not-met',
    `has ${shortfall(signers)} that may sign ${authority.role}; ${authority.threshold} are expected`,
    envelope.path,
  );
}

function shortfall(signers: readonly RepositoryKey[]): string {
  const count = countSigners(signers);
  const of = `${count} valid signature${count === 1 ? '' : 's'} of keys`;
  return count < signers.length ? `${of} of different principals` : of;
}
