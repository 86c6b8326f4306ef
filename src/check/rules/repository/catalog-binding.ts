import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/catalog-binding',
  summary: 'every role names the catalog that it is for, and all name the same',
  help: 'A role of another catalog was put here, perhaps because both are signed by the same keys. Take the files from one place, and give each catalog keys of its own.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '"x-assay": {"catalog": "games"}   # in the repository of tools',
    passes: '"x-assay": {"catalog": "tools"}',
  },
  check: (input) => repositoryHits(input, 'catalog-binding'),
});
