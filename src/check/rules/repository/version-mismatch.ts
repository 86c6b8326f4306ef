import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/version-mismatch',
  summary: 'a file has the version that the role above it names',
  help: 'Files of different publications were mixed. Get the repository again.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '"version": 3 named, "version": 2 inside',
    passes: 'the same version in both',
  },
  check: (input) => repositoryHits(input, 'version-mismatch'),
});
