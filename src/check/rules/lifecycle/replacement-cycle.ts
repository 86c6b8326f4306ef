import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { replacementFaults } from '../../replacement-chains.ts';

export default defineRule<ContractInput>({
  id: 'lifecycle/replacement-cycle',
  summary: 'replacements lead to something that stays',
  help: 'Let the last of the chain name nothing, or what to use in truth: who follows it comes back to where they began, or to what is gone.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: {
    fails: 'GET /a is replaced by GET /b, and GET /b by GET /a',
    passes: 'GET /a is replaced by GET /b, which stays',
  },
  *check({ contract }) {
    for (const { subject, pointer, chain, end } of replacementFaults(contract.contract)) {
      const { kind, identity } = subject;
      const tail = end === 'removed' ? ', which was removed' : ', where it began';
      yield {
        message: `${kind} ${quote(identity)} is replaced by ${chain.map((name) => quote(name)).join(', that by ')}${tail}`,
        location: contract.locate(`${pointer}/deprecation/replacement`),
        key: [kind, identity, ...chain],
      };
    }
  },
});
