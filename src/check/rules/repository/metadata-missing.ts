import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/metadata-missing',
  summary: 'every role that is needed or named is there',
  help: 'The copy is not complete, or somebody keeps a file from you. Get the repository again.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'no timestamp.json',
    passes: 'timestamp.json, and all that it names',
  },
  check: (input) => repositoryHits(input, 'metadata-missing'),
});
