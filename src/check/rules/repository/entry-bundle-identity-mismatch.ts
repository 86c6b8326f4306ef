import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/entry-bundle-identity-mismatch',
  summary: 'the bundle behind an entry is the app, version and path that the entry says',
  help: 'Somebody signed one bundle as another. Do not install it; ask its author to make the entry again with `assay catalog repo entry`.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'apps/notes/1.0.0/notes-1.0.0.tgz is the bundle of radio 2.0.0',
    passes: 'apps/notes/1.0.0/notes-1.0.0.tgz is the bundle of notes 1.0.0',
  },
  check: (input) => repositoryHits(input, 'entry-bundle-identity-mismatch'),
});
