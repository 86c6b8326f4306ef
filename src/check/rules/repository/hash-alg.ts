import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/hash-alg',
  summary: 'files are named by sha-256, with sha-512 at most beside it',
  help: 'MD5 and SHA-1 can be forged. Publish again with `assay catalog repo`.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '"hashes": {"md5": "…"}',
    passes: '"hashes": {"sha256": "…"}',
  },
  check: (input) => repositoryHits(input, 'hash-alg'),
});
