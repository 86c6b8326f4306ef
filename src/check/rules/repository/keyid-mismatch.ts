import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/keyid-mismatch',
  summary: 'a key stands under the sha-256 of its canonical JSON',
  help: "Under a name of somebody's choice one key could stand twice. List keys with `assay catalog repo add-key`.",
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '"0000…": {"keytype": "ed25519", …}',
    passes: '"<sha-256 of the key>": {"keytype": "ed25519", …}',
  },
  check: (input) => repositoryHits(input, 'keyid-mismatch'),
});
