import type { RepositoryRevocations } from '../formats/generated/repository-revocations.ts';
import { usageError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import { revocationDraft } from './delegate.ts';
import type { Keeper } from './keeper.ts';
import { REVOCATIONS_PATH } from './model.ts';
import { instantText } from './policy.ts';
import { encodeRevocations, parseRevocations } from './revocations.ts';
import type { RepositoryChange } from './write-repository.ts';

/** What is taken back. */
export interface NewRevocation {
  readonly digests: readonly string[];
  readonly keyIds: readonly string[];
  readonly reason: string;
  readonly now: Date;
}

/**
 * Adds to what the repository revokes; nothing is ever taken off the list.
 * @param current the list as it is, or as it is drafted @throws AssayError revocation-empty, digest-invalid, key-id-invalid (usage)
 */
export function revoke(
  keeper: Keeper,
  current: RepositoryRevocations,
  { digests, keyIds, reason, now }: NewRevocation,
): RepositoryChange {
  if (digests.length + keyIds.length === 0)
    throw usageError('revocation-empty', 'nothing is named to be revoked', 'give --bundle-digest or --revoked-key-id');
  const wrong = digests.find((digest) => !/^sha256:[0-9a-f]{64}$/.test(digest));
  if (wrong !== undefined)
    throw usageError(
      'digest-invalid',
      `${quote(wrong)} is no digest of a bundle`,
      'write sha256: and 64 lower-case hex digits',
    );
  const odd = keyIds.find((id) => !/^[0-9a-f]{64}$/.test(id));
  if (odd !== undefined)
    throw usageError('key-id-invalid', `${quote(odd)} is no key id of a repository`, 'write 64 lower-case hex digits');
  const at = instantText(now);
  const known = new Set([...current.bundles.map(({ digest }) => digest), ...current.keys.map(({ keyId }) => keyId)]);
  const revocations: RepositoryRevocations = {
    ...current,
    bundles: [
      ...current.bundles,
      ...digests.filter((digest) => !known.has(digest)).map((digest) => ({ digest, at, reason })),
    ],
    keys: [...current.keys, ...keyIds.filter((keyId) => !known.has(keyId)).map((keyId) => ({ keyId, at, reason }))],
  };
  parseRevocations(encodeRevocations(revocations), REVOCATIONS_PATH);
  return { write: revocationDraft(keeper, revocations), remove: [] };
}
