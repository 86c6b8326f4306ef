import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/threshold-low',
  summary: 'root and targets are signed by two people at least',
  help: 'One lost or stolen key is the whole repository. Add keys with `assay catalog repo add-key`, and raise the threshold.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['verifier', 'catalog'],
  example: {
    fails: '"threshold": 1',
    passes: '"threshold": 2',
  },
  check: (input) => repositoryHits(input, 'threshold-low'),
});
