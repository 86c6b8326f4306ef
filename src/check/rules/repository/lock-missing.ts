import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/lock-missing',
  summary: 'a run that has to have a lock has one',
  help: "Without a lock an old repository can't be told from the newest. Commit the catalog.lock that `assay catalog repo verify --update-lock` writes.",
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '--require-lock, and no catalog.lock',
    passes: '--require-lock --lock catalog.lock',
  },
  check: (input) => repositoryHits(input, 'lock-missing'),
});
