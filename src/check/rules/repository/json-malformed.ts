import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/json-malformed',
  summary: 'signed JSON is JSON, and at most 32 levels deep',
  help: 'The file is damaged, or made to cost time. Take it from its publisher again.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '{"signed": [[[[…',
    passes: 'a role as `assay catalog repo` writes it',
  },
  check: (input) => repositoryHits(input, 'json-malformed'),
});
