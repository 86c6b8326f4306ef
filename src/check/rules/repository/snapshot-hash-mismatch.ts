import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/snapshot-hash-mismatch',
  summary: 'a file is the one that the role above it names, to the byte',
  help: 'Files of different publications were mixed, or one was changed. Get the repository again.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'a new snapshot with an old targets file',
    passes: 'all files of one publication',
  },
  check: (input) => repositoryHits(input, 'snapshot-hash-mismatch'),
});
