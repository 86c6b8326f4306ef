import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/entry-duplicate',
  summary: 'a repository lists a version of an app once, and a file once',
  help: 'Keep one file of each version, and yank or take out the other: which of the two anybody gets would be chance.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  example: {
    fails: 'apps/notes/1.0.0/notes-1.0.0.tgz and apps/notes/1.0.0/notes-1.0.0.zip',
    passes: 'apps/notes/1.0.0/notes-1.0.0.tgz',
  },
  check: (input) => repositoryHits(input, 'entry-duplicate'),
});
