import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/file-special',
  summary: 'a repository is made of folders and regular files',
  help: 'A link shows one thing to whoever verifies and another to whoever serves. Replace it with the file itself.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'metadata/timestamp.json is a symbolic link',
    passes: 'metadata/timestamp.json is a file',
  },
  check: (input) => repositoryHits(input, 'file-special'),
});
