import { createHash } from 'node:crypto';
import type { RepositoryRevocations } from '../formats/generated/repository-revocations.ts';
import { putDelegation, putTarget } from './edit-role.ts';
import { type Keeper, nextTargets } from './keeper.ts';
import { REVOCATION_ROLE, REVOCATIONS_PATH, type RepositoryKey } from './model.ts';
import { encodeRevocations } from './revocations.ts';
import { targetsDraft } from './stage.ts';
import { storedName } from './target-path.ts';
import type { RepositoryChange } from './write-repository.ts';

/** A role that targets is to delegate to. */
export interface NewDelegation {
  readonly name: string;
  readonly paths: readonly string[];
  readonly keys: readonly RepositoryKey[];
  readonly threshold: number;
}

/**
 * Delegates to a role; one that revokes begins with an empty list, so that its absence is never normal.
 * @throws AssayError path-pattern (usage)
 */
export function delegate(keeper: Keeper, { name, paths, keys, threshold }: NewDelegation): RepositoryChange {
  const delegation = { name, paths, threshold, terminating: true, keyIds: [...new Set(keys.map(({ id }) => id))] };
  const targets = putDelegation(nextTargets(keeper, 'targets'), delegation, keys);
  const write: (readonly [string, string | Uint8Array])[] = [targetsDraft(keeper.catalog, 'targets', targets)];
  if (name === REVOCATION_ROLE && !nextTargets(keeper, name).targets.has(REVOCATIONS_PATH))
    write.push(...revocationDraft(keeper, emptyRevocations(keeper.catalog)));
  else if (name !== REVOCATION_ROLE && nextTargets(keeper, name).targets.size === 0)
    write.push(targetsDraft(keeper.catalog, name, nextTargets(keeper, name)));
  return { write, remove: [] };
}

function emptyRevocations(catalog: string): RepositoryRevocations {
  return { kind: 'assay.repository-revocations', schemaVersion: 1, catalog, bundles: [], keys: [] };
}

/** The draft of the role that revokes, and the list that it signs for. */
export function revocationDraft(
  keeper: Keeper,
  revocations: RepositoryRevocations,
): readonly (readonly [string, string | Uint8Array])[] {
  const bytes = encodeRevocations(revocations);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const role = putTarget(nextTargets(keeper, REVOCATION_ROLE), REVOCATIONS_PATH, { length: bytes.length, sha256 });
  return [
    [`staged/targets/${storedName(REVOCATIONS_PATH, sha256)}`, bytes],
    targetsDraft(keeper.catalog, REVOCATION_ROLE, role),
  ];
}
