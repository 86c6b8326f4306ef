import { defineRule } from '../../../model/rule.ts';
import { type RepositoryInput, repositoryHits } from '../../repository-input.ts';

export default defineRule<RepositoryInput>({
  id: 'repository/clock-behind-lock',
  summary: 'the instant of a run is not before what the lock has seen',
  help: 'Set the clock, or the instant given with --now: an old clock makes expired files look valid.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'catalog'],
  waivable: false,
  example: {
    fails: '--now 2020-01-01T00:00:00Z with a lock of 2026',
    passes: "--now after the lock's verifiedAt",
  },
  check: (input) => repositoryHits(input, 'clock-behind-lock'),
});
