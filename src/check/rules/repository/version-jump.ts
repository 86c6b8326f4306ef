import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/version-jump',
  summary: 'a version is at most 1,000 beyond the lock',
  help: 'Near the highest number nobody can publish any more. If the repository is yours, replace the keys of timestamp and snapshot.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'version 5000, and the lock has seen 5',
    passes: 'version 6',
  },
  check: (input) => repositoryHits(input, 'version-jump'),
});
