import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { contractLives } from '../../contract-lives.ts';
import { lifecycleWindows } from '../../lifecycle-windows.ts';

export default defineRule<ContractInput>({
  id: 'lifecycle/experimental-too-old',
  summary: 'an experiment is decided some day',
  help: 'Make it stable, or take it away: those who use it wait for the one or the other.',
  severity: { default: 'note', strict: 'note' },
  breaks: [],
  example: {
    fails: 'contractVersion: 10; energy.read is experimental since 3',
    passes: 'contractVersion: 8; energy.read is experimental since 3',
  },
  *check({ contract }) {
    const { contractVersion } = contract.contract;
    const oldest = contractVersion - lifecycleWindows(contract.contract).experimentalMaximumAge;
    for (const { subject, item, pointer } of contractLives(contract.contract)) {
      if (item.stability !== 'experimental' || item.sinceContractVersion >= oldest) continue;
      const { kind, identity } = subject;
      yield {
        message: `${kind} ${quote(identity)} has been an experiment since v${item.sinceContractVersion}`,
        location: contract.locate(`${pointer}/stability`),
        key: [kind, identity, item.sinceContractVersion],
      };
    }
  },
});
