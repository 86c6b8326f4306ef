import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/target-replaced',
  summary: 'a path keeps the file that the lock has seen there',
  help: 'Content changed under an unchanged version. Ask the author why; if it is right, remove the path from the lock by hand.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'apps/notes/1.0.0 with another digest than in the lock',
    passes: 'apps/notes/1.0.1 beside it',
  },
  check: (input) => repositoryHits(input, 'target-replaced'),
});
