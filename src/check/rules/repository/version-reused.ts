import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/version-reused',
  summary: 'one version of a role has one content',
  help: 'Two files of one version mean that somebody is shown another repository than you. Compare with other consumers, and ask the owner.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'version 5 of timestamp with another digest than in the lock',
    passes: 'the next version',
  },
  check: (input) => repositoryHits(input, 'version-reused'),
});
