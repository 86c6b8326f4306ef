import type { ContractHistory } from '../contract/history.ts';
import { AssayError } from '../model/errors.ts';
import type { ContractDiffOptions } from './contract-diff.ts';
import { type ComparedContract, type DiffReport, diffReport, sideOf } from './diff-report.ts';
import { COMPAT_MODES, type CompatMode, diffHistory } from './history-diff.ts';
import { lastReleaseBefore, releasesBefore } from './releases-before.ts';

export { COMPAT_MODES };

/**
 * Compares a contract with the releases before it, and reports it as a comparison with the last of them.
 * @throws AssayError history-empty, baseline-empty (incomplete) where there is nothing to compare with
 */
export function historyReport(
  history: ContractHistory,
  current: ComparedContract,
  mode: CompatMode,
  options: ContractDiffOptions,
): DiffReport {
  const releases = releasesBefore(history, current.contract);
  const last = lastReleaseBefore(history, current.contract);
  if (last instanceof AssayError) throw last;
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
