import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/metadata-limit',
  summary: 'a role lists no more keys, roles and delegations than the limits allow',
  help: 'The file is made to cost time, or has grown too large: delegate to more roles.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'a root with 65 keys',
    passes: 'a root with 64 keys',
  },
  check: (input) => repositoryHits(input, 'metadata-limit'),
});
