import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/delegation-overlap',
  summary: 'no two delegations of a role take the same paths',
  help: "Narrow the patterns, so that each path has one role that may sign for it: an app whose role is asked second is never found, or is found in somebody else's name.",
  severity: { default: 'warning', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  example: {
    fails: 'author.ann has apps/*/*/*, author.bob has apps/bob.*/*/*',
    passes: 'author.ann has apps/ann.*/*/*, author.bob has apps/bob.*/*/*',
  },
  check: (input) => repositoryHits(input, 'delegation-overlap'),
});
