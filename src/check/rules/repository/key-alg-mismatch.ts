import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/key-alg-mismatch',
  summary: 'a key is an ed25519 key and is called one',
  help: 'A key whose type, scheme and value disagree is verified by each client in its own way. List ed25519 keys with `assay catalog repo add-key`.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '"keytype": "ed25519", "public": "-----BEGIN PUBLIC KEY-----…"',
    passes: '"keytype": "ed25519", "scheme": "ed25519", "public": "<64 hex digits>"',
  },
  check: (input) => repositoryHits(input, 'key-alg-mismatch'),
});
