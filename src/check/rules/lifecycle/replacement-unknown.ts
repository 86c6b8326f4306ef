import { nearest } from '../../../model/nearest.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { contractLives } from '../../contract-lives.ts';
import { buriedIdentities, erased, identitiesOf, replacementOf } from '../../replacements.ts';

export default defineRule<ContractInput>({
  id: 'lifecycle/replacement-unknown',
  summary: 'what is to be used instead is there',
  help: 'Correct the name, as reports write it: a capability, METHOD /route or ns/vN#name.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: 'replacement: GET /v2/queu', passes: 'replacement: GET /v2/queue, which the contract has' },
  *check({ contract }) {
    const [known, buried] = [identitiesOf(contract.contract), buriedIdentities(contract.contract)];
    for (const { subject, item, pointer } of contractLives(contract.contract)) {
      const replacement = replacementOf(item);
      // One that is buried is the end of a chain, which has a rule of its own.
      if (replacement === undefined || known.has(erased(replacement)) || buried.has(erased(replacement))) continue;
      const { kind, identity } = subject;
      const guess = nearest(erased(replacement), known);
      yield {
        message: `${kind} ${quote(identity)} is replaced by ${quote(replacement)}, which the contract does not have${guess === undefined ? '' : `; did you mean ${quote(guess)}?`}`,
        location: contract.locate(`${pointer}/deprecation/replacement`),
        key: [kind, identity, erased(replacement)],
      };
    }
  },
});
