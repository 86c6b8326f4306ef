import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/target-unknown',
  summary: 'every file among the targets is signed for, and so is what is asked for',
  help: 'Nobody answers for this file. Remove it, or have its author sign for it.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'a bundle in targets/ that no role lists',
    passes: 'listed bundles alone',
  },
  check: (input) => repositoryHits(input, 'target-unknown'),
});
