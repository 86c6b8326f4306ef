import { inputError, usageError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import type { KeyUse } from '../trust/key-set.ts';
import type { PublicKey } from '../trust/keys/public-key.ts';
import type { RootContent, TargetsContent } from './keeper.ts';
import type { Delegation, RepositoryKey, RoleKeys, TargetFile, TopRole } from './model.ts';
import { keyIdOf, keyJson } from './role-keys.ts';
import { isPattern } from './target-path.ts';

/** A key for a repository. @throws AssayError repository-key-algorithm (input) for a key that is not ed25519 */
export function repositoryKey(
  publicKey: PublicKey,
  use: KeyUse,
  principal: string | undefined,
  path: string,
): RepositoryKey {
  const json = keyJson(publicKey);
  if (json === undefined)
    throw inputError(
      'repository-key-algorithm',
      `${path} holds a key of ${publicKey.algorithm}; a repository takes ed25519 alone`,
      'make one with `assay keys generate`',
      { path },
    );
  return { id: keyIdOf(json), publicKey, use, ...(principal === undefined ? {} : { principal }) };
}

/** What is changed of a role's keys. */
export interface KeyEdit {
  readonly add: readonly RepositoryKey[];
  readonly remove: readonly string[];
  readonly threshold?: number;
}

/** A root whose role has other keys. @throws AssayError key-id-unknown, threshold-too-high (usage) */
export function editRootKeys(root: RootContent, role: TopRole, edit: KeyEdit): RootContent {
  const roles = { ...root.roles, [role]: editKeys(root.roles[role], edit, role) };
  return { roles, keys: keysInUse(root.keys, edit.add, Object.values(roles)) };
}

/** Targets whose delegated role has other keys. @throws AssayError role-unknown, key-id-unknown (usage) */
export function editDelegationKeys(targets: TargetsContent, name: string, edit: KeyEdit): TargetsContent {
  const delegations = targets.delegations.map((each) =>
    each.name === name ? { ...each, ...editKeys(each, edit, name) } : each,
  );
  if (!delegations.some((each) => each.name === name))
    throw usageError(
      'role-unknown',
      `nothing delegates to the role ${quote(name)}`,
      'use `assay catalog repo delegate` first',
    );
  return { ...targets, delegations, keys: keysInUse(targets.keys, edit.add, delegations) };
}

function editKeys({ keyIds, threshold }: RoleKeys, edit: KeyEdit, role: string): RoleKeys {
  for (const id of edit.remove)
    if (!keyIds.includes(id))
      throw usageError(
        'key-id-unknown',
        `${quote(id)} is no key of ${role}`,
        '`assay catalog repo status --json` lists the roles; their keys stand in the metadata',
      );
  const kept = keyIds.filter((id) => !edit.remove.includes(id));
  const added = edit.add.map(({ id }) => id).filter((id) => !kept.includes(id));
  return { keyIds: [...kept, ...added], threshold: edit.threshold ?? threshold };
}

/** Only the keys that some role names: one that signs nothing says nothing. */
function keysInUse(
  keys: ReadonlyMap<string, RepositoryKey>,
  added: readonly RepositoryKey[],
  roles: readonly RoleKeys[],
): ReadonlyMap<string, RepositoryKey> {
  const named = new Set(roles.flatMap(({ keyIds }) => keyIds));
  const all = new Map([...keys, ...added.map((key): [string, RepositoryKey] => [key.id, key])]);
  return new Map([...all].filter(([id]) => named.has(id)));
}

/** Targets that also delegate to a role, or delegate to it otherwise. @throws AssayError path-pattern (usage) */
export function putDelegation(
  targets: TargetsContent,
  delegation: Delegation,
  keys: readonly RepositoryKey[],
): TargetsContent {
  const wrong = delegation.paths.find((path) => !isPattern(path));
  if (wrong !== undefined)
    throw usageError(
      'path-pattern',
      `${quote(wrong)} is no pattern of target paths`,
      'write segments of letters, digits and ._+@- with * for the rest of one, as apps/acme.*/*/*',
    );
  const others = targets.delegations.filter(({ name }) => name !== delegation.name);
  const delegations = [...others, delegation];
  return { ...targets, delegations, keys: keysInUse(targets.keys, keys, delegations) };
}

/** A role that also signs for a file. */
export function putTarget(role: TargetsContent, path: string, file: TargetFile): TargetsContent {
  return { ...role, targets: new Map([...role.targets, [path, file]]) };
}
