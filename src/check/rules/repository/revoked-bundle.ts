import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/revoked-bundle',
  summary: 'no revoked bundle is offered',
  help: 'Do not install it. Its author has to yank it with `assay catalog repo entry --yank`.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'a listed bundle whose digest stands in revocations.json',
    passes: 'the bundle is yanked',
  },
  check: (input) => repositoryHits(input, 'revoked-bundle'),
});
