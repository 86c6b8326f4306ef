import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/sig-threshold-not-met',
  summary: 'enough different keys, of different principals, sign a file',
  help: 'The file was changed after it was signed, or too few have signed it. Get it again; if it is yours, have more people sign.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'threshold 2, and one valid signature',
    passes: 'threshold 2, and signatures of two people',
  },
  check: (input) => repositoryHits(input, 'sig-threshold-not-met'),
});
