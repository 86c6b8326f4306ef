import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/json-encoding',
  summary: 'signed JSON is valid UTF-8 without a byte order mark or lone surrogates',
  help: "Some readers replace what they can't read, and so read something that nobody signed. Take the file from its publisher again.",
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'a byte 0xff within a text',
    passes: 'UTF-8 throughout',
  },
  check: (input) => repositoryHits(input, 'json-encoding'),
});
