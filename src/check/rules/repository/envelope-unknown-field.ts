import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/envelope-unknown-field',
  summary: 'a signed file holds signatures and what they sign, and nothing beside them',
  help: 'Nobody signs what stands beside `signed`, so nobody may read it. Take the file from its publisher again.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '{"signatures": [], "signed": {}, "mirror": "http://example.org"}',
    passes: '{"signatures": [], "signed": {}}',
  },
  check: (input) => repositoryHits(input, 'envelope-unknown-field'),
});
