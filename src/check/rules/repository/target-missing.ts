import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/target-missing',
  summary: 'every file that is signed for is there',
  help: 'The copy is not complete. Get the repository again, or publish the file.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'a listed bundle that nobody has',
    passes: 'every listed bundle',
  },
  check: (input) => repositoryHits(input, 'target-missing'),
});
