import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/metadata-invalid',
  summary: 'a role has the members and values of the profile',
  help: 'Publish with `assay catalog repo`, which writes nothing else. Other TUF tools have to write x-assay, lengths and digests too.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'a root without "consistent_snapshot": true',
    passes: 'a root as `assay catalog repo` writes it',
  },
  check: (input) => repositoryHits(input, 'metadata-invalid'),
});
