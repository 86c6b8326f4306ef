import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/bundle-refused',
  summary: 'every bundle of a repository can be opened by the strict reader',
  help: 'Have its author pack it again with `assay bundle pack`, and publish it as a new version.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'a listed bundle with two entries of one path',
    passes: 'a bundle that `assay bundle verify` takes',
  },
  check: (input) => repositoryHits(input, 'bundle-refused'),
});
