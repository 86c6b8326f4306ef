import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/validity-too-long',
  summary: 'no role is valid for longer than such a role may be',
  help: 'What never expires can be shown to you for ever. Sign it again, for a shorter time.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'a timestamp that is valid for a year',
    passes: 'a timestamp that is valid for a week',
  },
  check: (input) => repositoryHits(input, 'validity-too-long'),
});
