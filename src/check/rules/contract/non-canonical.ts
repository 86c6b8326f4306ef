import { defineRule } from '../../../model/rule.ts';
import type { HistoryInput } from '../../history-input.ts';

export default defineRule<HistoryInput>({
  id: 'contract/non-canonical',
  summary: 'a released snapshot lies there in its one canonical form',
  help: 'Restore the file that was released, or write it anew with `assay api snapshot`: a snapshot is made by a tool and never edited, so every other form of it was made by hand.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier'],
  waivable: false,
  example: {
    fails: '4.json says what was released, with its members in another order',
    passes: '4.json is what `assay api snapshot` wrote',
  },
  *check({ history }) {
    for (const { contract, canonical } of history.releases) {
      if (canonical !== false) continue;
      const { contractVersion } = contract.contract;
      yield {
        message: `the snapshot of contract version ${contractVersion} is not in canonical form`,
        location: contract.locate(''),
        key: [contractVersion, contract.digest],
      };
    }
  },
});
