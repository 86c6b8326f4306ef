import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { baselineMembers } from '../../baseline-members.ts';
import type { ContractInput } from '../../contract-input.ts';

export default defineRule<ContractInput>({
  id: 'lifecycle/baseline-descriptor-missing',
  summary: 'what a stable baseline guarantees is there',
  help: 'Bring the descriptor back. A member leaves a baseline only with the baseline: define a new one, and let the old one reach the end of its support.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  legacyCode: 'baseline_descriptor_missing',
  example: {
    fails: 'stableBaseline.capabilities: queue.read, which the contract does not have',
    passes: 'stableBaseline.capabilities: queue.read, which the contract has',
  },
  *check({ contract }) {
    for (const { baseline, kind, identity, life, pointer } of baselineMembers(contract.contract)) {
      if (life !== undefined) continue;
      yield {
        message: `baseline ${quote(baseline.name)} guarantees ${kind} ${quote(identity)}, which is not there`,
        location: contract.locate(pointer),
        key: [baseline.name, kind, identity],
      };
    }
  },
});
