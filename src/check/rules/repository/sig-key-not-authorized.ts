import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/sig-key-not-authorized',
  summary: 'a file is signed by keys that may sign it',
  help: 'The signature is right, and its key is of another role. Have the right key sign.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'timestamp.json, signed by the snapshot key',
    passes: 'timestamp.json, signed by the timestamp key',
  },
  check: (input) => repositoryHits(input, 'sig-key-not-authorized'),
});
