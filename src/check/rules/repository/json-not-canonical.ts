import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/json-not-canonical',
  summary: 'signed JSON is in its one canonical form, to the byte',
  help: 'Two forms of one value are two files to a digest and one to a reader. Publish with `assay catalog repo`, and let nothing reformat the files.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '{"signatures": [ ], "signed": {}}',
    passes: '{"signatures":[],"signed":{}}',
  },
  check: (input) => repositoryHits(input, 'json-not-canonical'),
});
