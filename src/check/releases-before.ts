import { type ContractHistory, inOrder } from '../contract/history.ts';
import type { LoadedContract } from '../contract/model.ts';
import { AssayError } from '../model/errors.ts';
import { nothingCompared } from './nothing-compared.ts';

/** What was released before a contract, in order: it may have been released itself, and what came after is not its past. */
export function releasesBefore(history: ContractHistory, { contract, digest }: LoadedContract): LoadedContract[] {
  return inOrder(history).filter(
    (release) => release.digest !== digest && release.contract.contractVersion <= contract.contractVersion,
  );
}

/** The newest of them, which changes are counted from; or why there is nothing to compare with. */
export function lastReleaseBefore(history: ContractHistory, current: LoadedContract): LoadedContract | AssayError {
  const last = releasesBefore(history, current).at(-1);
  if (last !== undefined) return nothingCompared(last) ?? last;
  return new AssayError({
    kind: 'incomplete',
    code: 'history-empty',
    message: `${history.path} holds no release before v${current.contract.contractVersion}, so nothing was compared`,
    hint: 'name the folder of released snapshots, <contractVersion>.json each',
    location: { path: history.path },
  });
}
