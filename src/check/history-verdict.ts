import { type ContractHistory, inOrder } from '../contract/history.ts';
import type { LoadedContract } from '../contract/model.ts';
import type { HistoryReport } from '../formats/generated/history-report.ts';
import { digestJson } from '../model/digest.ts';
import { AssayError } from '../model/errors.ts';
import { summarize } from '../model/finding.ts';
import { isReleased, judgeHistory } from './judge-history.ts';
import type { RunOptions } from './run-rules.ts';

/**
 * What `assay api history verify` reports of a folder of releases.
 * @throws AssayError history-empty (incomplete) where there is no release: nothing verified is no success
 */
export function historyVerdict(
  history: ContractHistory,
  current: LoadedContract | undefined,
  options: RunOptions,
): HistoryReport {
  if (history.releases.length === 0)
    throw new AssayError({
      kind: 'incomplete',
      code: 'history-empty',
      message: `${history.path} holds no released contract, so nothing was verified`,
      hint: 'name the folder of released snapshots, <contractVersion>.json each',
      location: { path: history.path },
    });
  const findings = judgeHistory(history, current, options);
  const releases = history.releases.map(({ contract, canonical }) => ({ contract, canonical }));
  releases.sort((a, b) => a.contract.contract.contractVersion - b.contract.contract.contractVersion);
  return {
    kind: 'assay.history-report',
    schemaVersion: 1,
    path: history.path,
    releases: releases.map(({ contract: { contract, path, digest }, canonical = true }) => ({
      path,
      contractVersion: contract.contractVersion,
      apiVersion: contract.apiVersion,
      digest,
      previousDigest: contract.previousDigest ?? null,
      canonical,
    })),
    ...(current === undefined
      ? {}
      : {
          current: {
            path: current.path,
            contractVersion: current.contract.contractVersion,
            digest: current.digest,
            released: isReleased(inOrder(history), current),
          },
        }),
    head: digestJson(releases.map(({ contract: { contract, digest } }) => [contract.contractVersion, digest])),
    findings,
    summary: summarize(findings),
  };
}
