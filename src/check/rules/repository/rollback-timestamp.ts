import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/rollback-timestamp',
  summary: 'a timestamp does not go back behind the lock',
  help: 'An old timestamp hides what was published since. Get the newest repository.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'version 4 of timestamp, and the lock has seen 5',
    passes: 'version 5 or higher',
  },
  check: (input) => repositoryHits(input, 'rollback-timestamp'),
});
