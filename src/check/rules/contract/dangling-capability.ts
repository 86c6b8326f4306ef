import { nearest } from '../../../model/nearest.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { descriptors } from '../../descriptors.ts';

export default defineRule<ContractInput>({
  id: 'contract/dangling-capability',
  summary: 'what a descriptor requires is a capability of the contract',
  help: 'Describe the capability in the same contract, or correct the name where it is required: nobody can be granted what the contract does not name.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: {
    fails: 'GET /queue requires queue.raed, the contract has queue.read',
    passes: 'GET /queue requires queue.read',
  },
  *check({ contract }) {
    const names = new Set(contract.contract.capabilities.map(({ name }) => name));
    for (const { kind, identity, requiredCapabilities, pointer } of descriptors(contract.contract))
      for (const [index, name] of requiredCapabilities.entries()) {
        if (names.has(name)) continue;
        const guess = nearest(name, names);
        yield {
          message: `${kind} ${quote(identity)} requires ${quote(name)}, which is no capability of the contract${guess === undefined ? '' : `; did you mean ${quote(guess)}?`}`,
          location: contract.locate(`${pointer}/requiredCapabilities/${index}`),
          key: [kind, identity, name],
        };
      }
  },
});
