import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { descriptors } from '../../descriptors.ts';

export default defineRule<ContractInput>({
  id: 'contract/empty-surface',
  summary: 'a contract describes at least one endpoint, method or event',
  help: 'Check that the right file was read and that its generation did not fail: an empty contract is not a contract that nothing can break.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'app'],
  example: {
    fails: 'endpoints: [] and no services',
    passes: 'endpoints: one or more',
  },
  *check({ contract }) {
    for (const { kind } of descriptors(contract.contract))
      if (kind === 'endpoint' || kind === 'method' || kind === 'event') return;
    yield {
      message: 'the contract describes no endpoint, no method and no event',
      location: contract.locate('/endpoints'),
      key: [],
    };
  },
});
