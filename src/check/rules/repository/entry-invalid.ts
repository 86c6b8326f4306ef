import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/entry-invalid',
  summary: 'an entry has the members and values of its published format',
  help: 'Make the entry with `assay catalog repo entry`, which takes all of it from the bundle. `assay schemas repository-entry` prints the format.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '"entry": {"id": "notes"}',
    passes: 'an entry as `assay catalog repo entry` writes it',
  },
  check: (input) => repositoryHits(input, 'entry-invalid'),
});
