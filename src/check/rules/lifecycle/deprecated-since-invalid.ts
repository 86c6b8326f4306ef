import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { contractLives } from '../../contract-lives.ts';
import { clockOf } from '../../lifecycle-items.ts';

export default defineRule<ContractInput>({
  id: 'lifecycle/deprecated-since-invalid',
  summary: 'something is deprecated while it is there',
  help: 'Set deprecatedSinceContractVersion to the version that deprecated it: not before the one that brought it, not after this one.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: {
    fails: 'GET /queue is there since 3, and deprecated since 2',
    passes: 'GET /queue is there since 3, and deprecated since 5',
  },
  *check({ contract }) {
    const { contractVersion } = contract.contract;
    for (const { subject, item, pointer } of contractLives(contract.contract)) {
      const { since } = clockOf(item);
      if (since === null || (since >= item.sinceContractVersion && since <= contractVersion)) continue;
      const { kind, identity } = subject;
      const bound =
        since > contractVersion
          ? `the contract is v${contractVersion}`
          : `it is there since v${item.sinceContractVersion}`;
      yield {
        message: `${kind} ${quote(identity)} is deprecated since v${since}, but ${bound}`,
        location: contract.locate(`${pointer}/deprecation/deprecatedSinceContractVersion`),
        key: [kind, identity, since, item.sinceContractVersion],
      };
    }
  },
});
