import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/key-duplicate',
  summary: 'a key is listed once',
  help: 'Under two names one key would count as two signers. Remove one of them.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'one key under two ids',
    passes: 'each key under its own id',
  },
  check: (input) => repositoryHits(input, 'key-duplicate'),
});
