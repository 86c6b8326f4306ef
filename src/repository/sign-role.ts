import { usageError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import { type Signer, verify } from '../trust/signature.ts';
import { breach } from './breach.ts';
import { joinEnvelope, type RoleEnvelope, type RoleSignature } from './envelope.ts';
import { authoritiesFor, type Keeper } from './keeper.ts';
import type { RepositoryKey } from './model.ts';
import { checkHead } from './role-checks.ts';
import type { Authority } from './threshold.ts';
import type { RepositoryChange } from './write-repository.ts';

/** Anyone who can sign for one of some keys: a key here, or a program that has one. */
export type RoleSigner = (
  bytes: Uint8Array,
  keys: readonly RepositoryKey[],
  what: string,
) => { readonly signature: Uint8Array; readonly key: RepositoryKey };

/** A key of this process as a signer. @throws AssayError sig-key-not-authorized (integrity) where it is none of the keys */
export function keySigner(signer: Signer): RoleSigner {
  return (bytes, keys, what) => {
    const key = keys.find(({ publicKey }) => publicKey.digest === signer.publicKey.digest);
    if (key === undefined)
      throw breach('sig-key-not-authorized', `the key ${signer.publicKey.fingerprint} may not sign this`, what);
    return { signature: signer.sign(bytes), key };
  };
}

/** The keys of some authorities, each once. */
export function keysOf(authorities: readonly Authority[]): RepositoryKey[] {
  const keys = authorities.flatMap(({ keyIds, keys: known }) => keyIds.map((id) => known.get(id)));
  return [...new Map(keys.filter((key) => key !== undefined).map((key) => [key.id, key])).values()];
}

/**
 * Adds one signature to a staged role.
 * @throws AssayError role-not-staged (usage); sig-key-not-authorized, catalog-binding, metadata-from-future,
 * validity-too-long (integrity)
 */
export function signStaged(
  keeper: Keeper,
  role: string,
  signer: RoleSigner,
  now: Date,
): RepositoryChange & { readonly key: RepositoryKey } {
  const staged = keeper.staged.get(role);
  if (staged === undefined)
    throw usageError(
      'role-not-staged',
      `the role ${quote(role)} is not staged`,
      'stage it with `assay catalog repo stage`',
    );
  const { envelope } = staged;
  checkHead(role, staged.role, envelope.path, { catalog: keeper.catalog, now });
  const { signature, key } = signer(envelope.signed, keysOf(authoritiesFor(keeper, role)), envelope.path);
  return { key, write: [[`staged/${role}.json`, withSignature(envelope, { keyId: key.id, signature })]], remove: [] };
}

function withSignature(envelope: RoleEnvelope, added: RoleSignature): Uint8Array {
  const others = envelope.signatures.filter(({ keyId }) => keyId !== added.keyId);
  return joinEnvelope(envelope.signed, [...others, added]);
}

/** Signs a role that a build service signs, by each of the signers; whether they are enough is for the verification. */
export function signOnline(
  signed: Uint8Array,
  authority: Authority,
  signers: readonly RoleSigner[],
  path: string,
): Uint8Array {
  const signatures = signers.map((signer): RoleSignature => {
    const { signature, key } = signer(signed, keysOf([authority]), path);
    if (!verify(key.publicKey, signed, signature))
      throw breach('sig-threshold-not-met', 'was signed with a signature that does not verify', path);
    return { keyId: key.id, signature };
  });
  return joinEnvelope(signed, signatures);
}
