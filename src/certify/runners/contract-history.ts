import { HISTORY_RULES } from '../../check/rules/contract/index.ts';
import { runRules } from '../../check/run-rules.ts';
import { EVIDENCE_RULES } from '../../decide/evidence-rules.ts';
import { type ContractPiece, contractName, currentContract, type HistoryPiece } from '../platform.ts';
import { type Runner, type UnitResult, unread } from '../runner.ts';

/** Judges the released contracts together with the current one: nothing released is rewritten, nothing is skipped. */
export const contractHistory: Runner = {
  name: 'contract.history',
  rules: HISTORY_RULES,
  units(platform) {
    const { history } = platform;
    const contract = currentContract(platform);
    if (history === undefined || contract === undefined) return [];
    return [
      {
        subjects: [contractName(platform) ?? contract.path],
        inputs: [history.path, contract.path],
        judge: () => judge(history, contract),
      },
    ];
  },
};

function judge({ history }: HistoryPiece, { contract }: ContractPiece): UnitResult {
  if (!history.ok) return unread(EVIDENCE_RULES.inputUnreadable, history.error);
  if (!contract.ok) return unread(EVIDENCE_RULES.inputUnreadable, contract.error);
  const { releases } = history.value;
  return {
    kind: 'judged',
    checks: releases.length,
    findings: runRules(HISTORY_RULES, { history: history.value, current: contract.value }),
    annotations: {
      versions: releases.map(({ named }) => named).join(', '),
      current: contract.value.contract.contractVersion,
    },
  };
}
