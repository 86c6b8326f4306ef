import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/sig-too-many',
  summary: 'a file has 16 signatures at most',
  help: 'A file with thousands of signatures is made to cost time. Take it from its publisher again.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '17 signatures',
    passes: '2 signatures',
  },
  check: (input) => repositoryHits(input, 'sig-too-many'),
});
