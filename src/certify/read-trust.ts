import { join } from 'node:path';
import type { TrustStore } from '../formats/generated/trust.ts';
import { parseInstant } from '../formats/java-text.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { type Digest, digestBytes } from '../model/digest.ts';
import { SIZE } from '../model/limits.ts';
import type { KeySet } from '../trust/key-set.ts';
import { evaluateTrust } from '../trust/store/evaluate-trust.ts';
import { type LoadedTrustStore, parseTrustStore } from '../trust/store/parse-trust-store.ts';

/** Who may sign what at the instant of a run. */
export interface RunTrust {
  /** The trust document's path, for messages. */
  readonly path: string;
  /** Of the trust document's bytes. */
  readonly digest: Digest;
  /** Keys of any role that count now. */
  readonly keys: KeySet;
  /** What may not be begun anew. */
  readonly floors?: TrustStore['floors'];
  /** True where the principal has the role. */
  hasRole(principal: string, role: string): boolean;
}

/** The same with the document that says so, for whoever asks it another question. */
export interface DocumentedTrust extends RunTrust {
  readonly store: LoadedTrustStore;
}

/**
 * The trust document that the configuration names.
 * @throws AssayError those of parseTrustStore and evaluateTrust: a list that nobody can believe stops the run
 */
export function readTrust(root: string, path: string | undefined, now: string): DocumentedTrust | undefined {
  if (path === undefined) return undefined;
  const bytes = readFileBytes(join(root, path), path, SIZE.document);
  return trustOf(parseTrustStore(bytes, path), digestBytes(bytes), now);
}

/** Who may sign what at an instant, by a trust document. @throws AssayError trust-store-expired, metadata-from-future (integrity) */
export function trustOf(store: LoadedTrustStore, digest: Digest, now: string): DocumentedTrust {
  const at = parseInstant(now);
  if (at === undefined) throw new RangeError(`no instant: ${now}`);
  const roles = new Map(store.document.principals.map(({ id, roles: own }) => [id, own]));
  return {
    store,
    path: store.path,
    digest,
    keys: evaluateTrust(store, { at }),
    ...(store.document.floors ? { floors: store.document.floors } : {}),
    hasRole: (principal, role) => roles.get(principal)?.includes(role) ?? false,
  };
}
