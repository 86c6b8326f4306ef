import { inOrder } from '../../../contract/history.ts';
import { byCodeUnit } from '../../../model/order.ts';
import { defineRule } from '../../../model/rule.ts';
import type { HistoryInput } from '../../history-input.ts';

export default defineRule<HistoryInput>({
  id: 'contract/same-version-different-content',
  summary: 'a contract version is released with one content only',
  help: 'Count contractVersion up by one for the changed contract, and restore the snapshot that was released.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'app'],
  waivable: false,
  example: {
    fails: '4.json is in the history, and the current contract is another v4',
    passes: '4.json is in the history, and the current contract is v5',
  },
  *check({ history, current }) {
    const contracts = inOrder(history, current);
    for (const contract of contracts) {
      const { contractVersion } = contract.contract;
      const others = contracts.filter((other) => other.contract.contractVersion === contractVersion);
      if (others.length < 2 || others.at(-1) !== contract) continue;
      yield {
        message: `contract version ${contractVersion} exists with ${others.length} contents, expected one`,
        location: contract.locate('/contractVersion'),
        key: [contractVersion, ...others.map(({ digest }) => digest).sort(byCodeUnit)],
      };
    }
  },
});
