import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/delegation-ambiguous',
  summary: 'a role has one delegator, and a target has one role',
  help: 'Whose keys count must not depend on who is asked first. Delegate to a role once, and let one role sign for a path.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'two roles delegate to author.acme',
    passes: 'targets alone delegates to author.acme',
  },
  check: (input) => repositoryHits(input, 'delegation-ambiguous'),
});
