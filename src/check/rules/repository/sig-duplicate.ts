import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/sig-duplicate',
  summary: 'a key signs a file once',
  help: 'Two signatures of one key are not two signers. Take the file from its publisher again.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'two signatures with one keyid',
    passes: 'one signature of each key',
  },
  check: (input) => repositoryHits(input, 'sig-duplicate'),
});
