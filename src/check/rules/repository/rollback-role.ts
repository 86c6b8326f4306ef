import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/rollback-role',
  summary: 'targets and delegated roles do not go back behind the lock',
  help: 'An old list offers versions that were replaced for a reason. Get the newest repository.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'version 3 of author.acme, and the lock has seen 4',
    passes: 'version 4 or higher',
  },
  check: (input) => repositoryHits(input, 'rollback-role'),
});
