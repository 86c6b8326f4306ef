import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/app-owned-twice',
  summary: 'an app is listed by one role',
  help: "Let one author sign for all versions of the app: move the others' entries to that role, or narrow what is delegated to them. While an app changes hands, waive this finding.",
  severity: { default: 'warning', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  example: {
    fails: 'author.ann and author.bob list versions of notes',
    passes: 'author.ann lists every version of notes',
  },
  check: (input) => repositoryHits(input, 'app-owned-twice'),
});
