import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/version-range',
  summary: 'versions and sizes are whole numbers up to 2^53 - 1',
  help: 'Clients round larger numbers, each in its own way. Publish again with `assay catalog repo`.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '"version": 9007199254740993',
    passes: '"version": 6',
  },
  check: (input) => repositoryHits(input, 'version-range'),
});
