import { inOrder } from '../../../contract/history.ts';
import { defineRule } from '../../../model/rule.ts';
import type { HistoryInput } from '../../history-input.ts';

export default defineRule<HistoryInput>({
  id: 'contract/version-gap',
  summary: 'contract versions follow one another without a gap',
  help: 'Put the missing snapshot back into the history, or count contractVersion up by one: what happened in a missing version can not be judged.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['verifier'],
  example: {
    fails: 'history: 1.json, 2.json, 4.json',
    passes: 'history: 1.json, 2.json, 3.json',
  },
  *check({ history, current }) {
    const newest = Math.max(0, ...history.releases.map(({ contract }) => contract.contract.contractVersion));
    // A version that went back is told as that, and leaves no gap behind it.
    const follows = current !== undefined && current.contract.contractVersion >= newest;
    const contracts = inOrder(history, follows ? current : undefined);
    for (const [index, contract] of contracts.entries()) {
      const before = contracts[index - 1]?.contract.contractVersion;
      const after = contract.contract.contractVersion;
      if (before === undefined || after <= before + 1) continue;
      yield {
        message: `after contract version ${before} comes ${after}, expected ${before + 1}`,
        location: contract.locate('/contractVersion'),
        key: [before, after],
      };
    }
  },
});
