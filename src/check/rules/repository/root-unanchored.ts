import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/root-unanchored',
  summary: 'a lock or a digest says which root trust begins with',
  help: 'Compare the digest of the first root with its owner, give it with --root-digest once, and keep the lock.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  example: {
    fails: 'verify without --lock and --root-digest',
    passes: 'verify --lock catalog.lock',
  },
  check: (input) => repositoryHits(input, 'root-unanchored'),
});
