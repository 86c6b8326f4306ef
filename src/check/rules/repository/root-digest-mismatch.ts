import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/root-digest-mismatch',
  summary: 'the first root has the digest that was given for it',
  help: 'This is not the repository that you were told about. Ask its owner, by another way, for the digest of its first root.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '--root-digest sha256:aa…, and a root of another digest',
    passes: 'the digest that the owner told you',
  },
  check: (input) => repositoryHits(input, 'root-digest-mismatch'),
});
