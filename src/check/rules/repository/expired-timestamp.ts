import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/expired-timestamp',
  summary: 'a timestamp is used before it expires',
  help: 'What you see may be old, and a newer one be kept from you. Get the repository again; if it is the same, ask whoever runs `assay catalog repo refresh` for the next one.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '"expires": "2026-01-31T12:00:00Z"   # at that instant',
    passes: '"expires": "2026-01-31T12:00:01Z"',
  },
  check: (input) => repositoryHits(input, 'expired-timestamp'),
});
