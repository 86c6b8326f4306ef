import { defineRule } from '../../../model/rule.ts';
import type { HistoryInput } from '../../history-input.ts';

export default defineRule<HistoryInput>({
  id: 'contract/version-mismatch',
  summary: 'a snapshot of the history is named after its contract version',
  help: 'Rename the file to <contractVersion>.json, or find out which contract was meant to be there.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier'],
  example: {
    fails: '3.json holds contractVersion 4',
    passes: '4.json holds contractVersion 4',
  },
  *check({ history }) {
    for (const { named, contract } of history.releases) {
      const { contractVersion } = contract.contract;
      if (named === contractVersion) continue;
      yield {
        message: `${named}.json holds contract version ${contractVersion}`,
        location: contract.locate('/contractVersion'),
        key: [named, contractVersion],
      };
    }
  },
});
