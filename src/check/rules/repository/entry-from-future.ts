import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/entry-from-future',
  summary: 'an entry was published by the instant of the run',
  help: 'Set the clock, or the instant given with --now. If they are right, list the bundle again with the right clock.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  example: {
    fails: '"publishedAt" an hour from now',
    passes: '"publishedAt" by now',
  },
  check: (input) => repositoryHits(input, 'entry-from-future'),
});
