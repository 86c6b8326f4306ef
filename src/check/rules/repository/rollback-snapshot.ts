import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/rollback-snapshot',
  summary: 'a snapshot does not go back behind the lock',
  help: 'An old snapshot hides what was published since. Get the newest repository.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'version 3 of snapshot, and the lock has seen 4',
    passes: 'version 4 or higher',
  },
  check: (input) => repositoryHits(input, 'rollback-snapshot'),
});
