import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/hash-encoding',
  summary: 'a sha-256 is written in 64 lower-case hex digits',
  help: 'One digest has one form, so that no two readers see two. Publish again with `assay catalog repo`.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '"sha256": "ABCD…"',
    passes: '"sha256": "abcd…"',
  },
  check: (input) => repositoryHits(input, 'hash-encoding'),
});
