import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { contractLives } from '../../contract-lives.ts';
import { clockOf, isEnding } from '../../lifecycle-items.ts';

export default defineRule<ContractInput>({
  id: 'lifecycle/overdue',
  summary: 'what was to be removed is gone when its version comes',
  help: 'Remove it, or move its removal: with the version that was announced, and more so after it, nobody can tell whether you will.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['app', 'verifier'],
  example: {
    fails: 'contractVersion: 7; GET /queue was to go with 7',
    passes: 'contractVersion: 6; GET /queue goes with 7',
  },
  *check({ contract }) {
    const { contractVersion } = contract.contract;
    for (const { subject, item, pointer } of contractLives(contract.contract)) {
      const { removal } = clockOf(item);
      if (removal === null || removal > contractVersion || !isEnding(item.stability)) continue;
      const { kind, identity } = subject;
      const late = removal < contractVersion;
      yield {
        message: `${kind} ${quote(identity)} was to go with v${removal}, and is there in v${contractVersion}`,
        location: contract.locate(`${pointer}/deprecation/removalContractVersion`),
        key: [kind, identity, removal, late],
        ...(late ? { severity: 'error' as const } : {}),
      };
    }
  },
});
