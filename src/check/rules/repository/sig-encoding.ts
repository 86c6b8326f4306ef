import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/sig-encoding',
  summary: 'a signature is 128 lower-case hex digits, and its number is reduced',
  help: 'One signature has one form. Take the file from its publisher again.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '"sig": "AB…zz"',
    passes: '"sig": "ab…"',
  },
  check: (input) => repositoryHits(input, 'sig-encoding'),
});
