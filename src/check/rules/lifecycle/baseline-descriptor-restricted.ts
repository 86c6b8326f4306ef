import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { baselineMembers, isRestricted } from '../../baseline-members.ts';
import type { ContractInput } from '../../contract-input.ts';
import { isEnding } from '../../lifecycle-items.ts';

export default defineRule<ContractInput>({
  id: 'lifecycle/baseline-descriptor-restricted',
  summary: 'what a stable baseline guarantees is stable, and for apps',
  help: 'Make the member stable and open to apps again, or take it out of a baseline that is not released yet.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  legacyCode: 'baseline_descriptor_restricted',
  example: {
    fails: 'stableBaseline.capabilities: vault.read, which is experimental',
    passes: 'stableBaseline.capabilities: queue.read, which is stable or deprecated',
  },
  *check({ contract }) {
    for (const { baseline, kind, identity, life, pointer } of baselineMembers(contract.contract)) {
      if (life === undefined || !isRestricted(life)) continue;
      yield {
        message: `baseline ${quote(baseline.name)} guarantees ${kind} ${quote(identity)}, which is ${isEnding(life.stability) || life.stability === 'stable' ? 'for operators only' : life.stability}`,
        location: contract.locate(pointer),
        key: [baseline.name, kind, identity],
      };
    }
  },
});
