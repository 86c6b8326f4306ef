import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/key-not-for-production',
  summary: 'keys made for production reach every threshold',
  help: 'A key that was made for tests lies where tests can reach it. Sign with the real keys, or say --allow-test-keys in a test.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'threshold 1, and one signature by a key with the use "test"',
    passes: 'threshold 1, and one signature by a key for production',
  },
  check: (input) => repositoryHits(input, 'key-not-for-production'),
});
