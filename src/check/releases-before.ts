import { type ContractHistory, inOrder } from '../contract/history.ts';
import type { LoadedContract } from '../contract/model.ts';
import { AssayError } from '../model/errors.ts';

/** What was released before a contract, in order: it may have been released itself, and what came after is not its past. */
export function releasesBefore(history: ContractHistory, { contract, digest }: LoadedContract): LoadedContract[] {
  return inOrder(history).filter(
    (release) => release.digest !== digest && release.contract.contractVersion <= contract.contractVersion,
  );
}

/** Nothing was released before a contract: there is nothing to compare it with. */
export function noReleaseBefore({ path }: ContractHistory, { contract }: LoadedContract): AssayError {
  return new AssayError({
    kind: 'incomplete',
    code: 'history-empty',
    message: `${path} holds no release before v${contract.contractVersion}, so nothing was compared`,
    hint: 'name the folder of released snapshots, <contractVersion>.json each',
    location: { path },
  });
}
