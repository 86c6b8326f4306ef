import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/bundle-digest-mismatch',
  summary: 'a file has the length and the sha-256 that the repository signs',
  help: 'Get the repository again; if the file is the same, it was replaced after it was signed, and must not be installed.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'a bundle with one byte changed',
    passes: 'the bundle as it was published',
  },
  check: (input) => repositoryHits(input, 'bundle-digest-mismatch'),
});
