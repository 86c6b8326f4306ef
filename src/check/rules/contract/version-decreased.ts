import { defineRule } from '../../../model/rule.ts';
import type { HistoryInput } from '../../history-input.ts';

export default defineRule<HistoryInput>({
  id: 'contract/version-decreased',
  summary: 'the contract version never goes back',
  help: 'Count contractVersion up from the newest released version. To go back to what an older version said, release it again under a new number: apps remember the highest number they met.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'app'],
  waivable: false,
  example: {
    fails: 'v5 was released, the current contract is v4',
    passes: 'v5 was released, the current contract is v6',
  },
  *check({ history, current }) {
    if (current === undefined) return;
    const { contractVersion } = current.contract;
    const newest = Math.max(0, ...history.releases.map(({ contract }) => contract.contract.contractVersion));
    if (newest <= contractVersion) return;
    yield {
      message: `contract version ${newest} was released already, and this is ${contractVersion}`,
      location: current.locate('/contractVersion'),
      key: [contractVersion, newest],
    };
  },
});
