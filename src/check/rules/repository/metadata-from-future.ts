import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/metadata-from-future',
  summary: 'a role was issued by the instant of the run',
  help: "Set the clock, or the instant given with --now. If they are right, the publisher's clock is wrong.",
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '"issuedAt" an hour from now',
    passes: '"issuedAt" by now',
  },
  check: (input) => repositoryHits(input, 'metadata-from-future'),
});
