import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/key-reuse',
  summary: 'keys of build services sign one role each, and no key signs two catalogs',
  help: 'Whoever takes the key from the build service would also have the other role. Make a key for each.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'one key signs timestamp and targets',
    passes: 'timestamp has a key of its own',
  },
  check: (input) => repositoryHits(input, 'key-reuse'),
});
