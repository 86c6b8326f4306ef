import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/date-format',
  summary: 'an instant in signed metadata is of the one form, and of a calendar',
  help: "Write date, time and Z in UTC. Some clients take a date that they can't read for one that never comes.",
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '"expires": "never"',
    passes: '"expires": "2026-12-31T00:00:00Z"',
  },
  check: (input) => repositoryHits(input, 'date-format'),
});
