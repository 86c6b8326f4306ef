import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/entry-manifest-mismatch',
  summary: 'what an entry says of permissions, api, services and digests is what its bundle says',
  help: 'Users decide by what the entry says. Make it again with `assay catalog repo entry`, and sign it.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'the entry asks for no permission, its bundle for devices.control',
    passes: 'both name devices.control',
  },
  check: (input) => repositoryHits(input, 'entry-manifest-mismatch'),
});
