import { judgeHistory, NEIGHBOUR_RULES } from '../../check/judge-history.ts';
import { HISTORY_RULES, WHOLE_HISTORY_RULES } from '../../check/rules/contract/index.ts';
import { EVIDENCE_RULES } from '../../decide/evidence-rules.ts';
import { type ContractPiece, contractName, currentContract, type HistoryPiece } from '../platform.ts';
import { type Runner, type RunnerOptions, type UnitResult, unread } from '../runner.ts';

/** Judges the released contracts together with the current one: nothing released is rewritten, nothing is skipped. */
export const contractHistory: Runner = {
  name: 'contract.history',
  rules: [...HISTORY_RULES, ...WHOLE_HISTORY_RULES, ...NEIGHBOUR_RULES],
  units(platform) {
    const { history } = platform;
    const contract = currentContract(platform);
    if (history === undefined || contract === undefined) return [];
    return [
      {
        subjects: [contractName(platform) ?? contract.path],
        inputs: [history.path, contract.path],
        judge: (options) => judge(history, contract, options),
      },
    ];
  },
};

function judge({ history }: HistoryPiece, { contract }: ContractPiece, { strict }: RunnerOptions): UnitResult {
  if (!history.ok) return unread(EVIDENCE_RULES.inputUnreadable, history.error);
  if (!contract.ok) return unread(EVIDENCE_RULES.inputUnreadable, contract.error);
  const { releases } = history.value;
  return {
    kind: 'judged',
    checks: releases.length,
    findings: judgeHistory(history.value, contract.value, { strict }),
    annotations: {
      versions: releases.map(({ named }) => named).join(', '),
      current: contract.value.contract.contractVersion,
    },
  };
}
