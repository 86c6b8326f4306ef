import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/snapshot-hash-missing',
  summary: 'snapshot and timestamp name files with length and sha-256',
  help: 'Without them files of different publications can be mixed. Publish with `assay catalog repo`.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '"targets.json": {"version": 3}',
    passes: '"targets.json": {"version": 3, "length": 900, "hashes": {"sha256": "…"}}',
  },
  check: (input) => repositoryHits(input, 'snapshot-hash-missing'),
});
