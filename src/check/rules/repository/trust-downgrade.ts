import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/trust-downgrade',
  summary: 'the root that the lock has seen is still there',
  help: 'A repository that was signed may never become another one. Get it again; roots are never removed.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: 'a lock with root 2, and no 2.root.json',
    passes: '1.root.json, 2.root.json and 3.root.json',
  },
  check: (input) => repositoryHits(input, 'trust-downgrade'),
});
