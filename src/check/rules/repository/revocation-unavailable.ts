import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/revocation-unavailable',
  summary: 'where a role may revoke, what it revokes is there',
  help: 'Whoever could hide the list could undo a revocation. Get the repository again.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'targets delegates to revocation, and revocations.json is missing',
    passes: 'revocations.json, signed by revocation',
  },
  check: (input) => repositoryHits(input, 'revocation-unavailable'),
});
