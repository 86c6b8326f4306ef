import { type ContractHistory, inOrder } from '../contract/history.ts';
import { AssayError } from '../model/errors.ts';
import type { ContractDiffOptions } from './contract-diff.ts';
import { type ComparedContract, type DiffReport, diffReport, sideOf } from './diff-report.ts';
import { COMPAT_MODES, type CompatMode, diffHistory } from './history-diff.ts';

export { COMPAT_MODES };

/**
 * Compares a contract with the releases before it, and reports it as a comparison with the last of them.
 * @throws AssayError history-empty (incomplete) where there is none
 */
export function historyReport(
  history: ContractHistory,
  current: ComparedContract,
  mode: CompatMode,
  options: ContractDiffOptions,
): DiffReport {
  const { contract, digest } = current.contract;
  // The contract itself may have been released already; what came after it is not its past.
  const releases = inOrder(history).filter(
    (release) => release.digest !== digest && release.contract.contractVersion <= contract.contractVersion,
  );
  const last = releases.at(-1);
  if (last === undefined)
    throw new AssayError({
      kind: 'incomplete',
      code: 'history-empty',
      message: `${history.path} holds no release before v${contract.contractVersion}, so nothing was compared`,
      hint: 'name the folder of released snapshots, <contractVersion>.json each',
      location: { path: history.path },
    });
  const diff = diffHistory(releases, current.contract, mode, options);
  const comparisons = diff.comparisons.map(({ release, ...rest }) => ({
    ...rest,
    release: sideOf({ contract: release }),
  }));
  return {
    ...diffReport({ contract: last }, current, diff, options),
    history: { path: history.path, compat: mode, comparisons },
  };
}
