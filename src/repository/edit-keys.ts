import { usageError } from '../model/errors.ts';
import { editDelegationKeys, editRootKeys, type KeyEdit } from './edit-role.ts';
import { type Keeper, nextRoot, nextTargets } from './keeper.ts';
import { TOP_ROLES } from './model.ts';
import { rootDraft, targetsDraft } from './stage.ts';

/**
 * The draft in which a role has other keys: the root's for the four roles, that of targets for one it delegates to.
 * @returns path and content of the draft
 * @throws AssayError role-unknown, key-id-unknown (usage)
 */
export function editKeys(keeper: Keeper, role: string, edit: KeyEdit): readonly [string, string] {
  const top = TOP_ROLES.find((each) => each === role);
  if (top === undefined)
    return targetsDraft(keeper.catalog, 'targets', editDelegationKeys(nextTargets(keeper, 'targets'), role, edit));
  const root = nextRoot(keeper);
  if (root === undefined)
    throw usageError('role-unknown', 'there is no root yet', 'begin with `assay catalog repo init`');
  return rootDraft(keeper.catalog, editRootKeys(root, top, edit));
}
