import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/key-weak',
  summary: 'no key is one under which others can sign',
  help: 'Under such a key signatures can be made without it. Its owner has to make another.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'an ed25519 key of small order',
    passes: 'a key of `assay keys generate`',
  },
  check: (input) => repositoryHits(input, 'key-weak'),
});
