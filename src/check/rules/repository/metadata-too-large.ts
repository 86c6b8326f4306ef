import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/metadata-too-large',
  summary: 'a role is no larger than such a role may be',
  help: 'A file without end is not read to its end. If the repository is yours, delegate to more roles.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'a timestamp.json of 16,385 bytes',
    passes: 'a timestamp.json of 1,000 bytes',
  },
  check: (input) => repositoryHits(input, 'metadata-too-large'),
});
