import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/root-chain-broken',
  summary: 'each root is signed by the one before it and by itself',
  help: "A root that the old keys did not sign is somebody else's. If the repository is yours, have holders of the old keys sign it.",
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '2.root.json, signed by its new keys alone',
    passes: '2.root.json, signed by the keys of 1.root.json and its own',
  },
  check: (input) => repositoryHits(input, 'root-chain-broken'),
});
