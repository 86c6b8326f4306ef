import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/json-duplicate-key',
  summary: 'signed JSON has each member of an object once',
  help: 'Readers disagree about which of the two counts. Take the file from its publisher again.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '{"version": 99, "version": 1}',
    passes: '{"version": 1}',
  },
  check: (input) => repositoryHits(input, 'json-duplicate-key'),
});
