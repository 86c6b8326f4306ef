import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/target-vanished',
  summary: 'what the lock has seen is still listed, or was revoked',
  help: 'A version that is needed may be kept from you. Ask the author; yanked versions stay listed.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  example: {
    fails: 'apps/notes/1.0.0 stands in the lock and is listed no longer',
    passes: 'apps/notes/1.0.0, yanked',
  },
  check: (input) => repositoryHits(input, 'target-vanished'),
});
