import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/revoked-key',
  summary: 'no role needs the signature of a revoked key',
  help: 'What the role signs is not believed until others have signed it. Replace the key with `assay catalog repo rotate`, and sign again.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'author.acme is signed by a key in revocations.json alone',
    passes: 'author.acme is signed by its new key',
  },
  check: (input) => repositoryHits(input, 'revoked-key'),
});
