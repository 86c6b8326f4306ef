import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/delegation-path',
  summary: 'a role signs only for paths that every delegation above it gives it',
  help: 'Its author went beyond the namespace that was delegated. Take the target out, or delegate its path.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'author.acme signs for apps/other.notes/1.0.0/other.notes-1.0.0.tgz',
    passes: 'author.acme signs for apps/acme.notes/1.0.0/acme.notes-1.0.0.tgz',
  },
  check: (input) => repositoryHits(input, 'delegation-path'),
});
