import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/root-version-gap',
  summary: 'roots follow each other without a gap',
  help: 'A root is missing or has another version than its name says. Get the repository again.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '1.root.json and 3.root.json',
    passes: '1.root.json, 2.root.json and 3.root.json',
  },
  check: (input) => repositoryHits(input, 'root-version-gap'),
});
