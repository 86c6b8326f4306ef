import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { contractLives } from '../../contract-lives.ts';
import { clockOf } from '../../lifecycle-items.ts';

export default defineRule<ContractInput>({
  id: 'lifecycle/removal-version-missing',
  summary: 'what is scheduled for removal says when it goes',
  help: 'Name the version in removalContractVersion, or make it deprecated until you know.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: {
    fails: 'GET /queue is scheduled for removal, removalContractVersion: null',
    passes: 'GET /queue is scheduled for removal, removalContractVersion: 7',
  },
  *check({ contract }) {
    for (const { subject, item, pointer } of contractLives(contract.contract)) {
      if (item.stability !== 'scheduled-for-removal' || clockOf(item).removal !== null) continue;
      const { kind, identity } = subject;
      yield {
        message: `${kind} ${quote(identity)} is scheduled for removal, and no version is named`,
        location: contract.locate(item.deprecation ? `${pointer}/deprecation` : `${pointer}/stability`),
        key: [kind, identity],
      };
    }
  },
});
