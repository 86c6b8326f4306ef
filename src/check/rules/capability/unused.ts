import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { descriptors } from '../../descriptors.ts';

export default defineRule<ContractInput>({
  id: 'capability/unused',
  summary: 'every capability unlocks something',
  help: 'Let an endpoint, a method or an event require the capability, or take it out: users would be asked to grant a right to nothing.',
  severity: { default: 'note', strict: 'note' },
  breaks: ['verifier'],
  example: {
    fails: 'the contract has queue.purge, and nothing requires it',
    passes: 'DELETE /queue requires queue.purge',
  },
  *check({ contract }) {
    const required = new Set([...descriptors(contract.contract)].flatMap((item) => item.requiredCapabilities));
    for (const [index, { name }] of contract.contract.capabilities.entries())
      if (!required.has(name))
        yield {
          message: `nothing requires the capability ${quote(name)}`,
          location: contract.locate(`/capabilities/${index}`),
          key: ['capability', name],
        };
  },
});
