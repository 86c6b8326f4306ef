import { defineDiffRule } from '../../diff-rule.ts';
import { transitionHits } from '../../transition-hits.ts';

export default defineDiffRule({
  id: 'lifecycle/removal-announced',
  summary: 'what will be removed was deprecated for the whole window first',
  help: 'Deprecate it first, or name a removal version that leaves the whole window from now on: who uses it learns of the end only with this.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'note',
  restricted: 'note',
  breaks: ['app', 'consumer'],
  legacyCode: 'stable_api_scheduled_removal_warning',
  category: 'lifecycle',
  bump: 'minor',
  waivable: true,
  mirror: { none: 'a removal that is taken back is lifecycle/reactivated' },
  example: {
    fails: 'GET /queue was stable, and goes with the next version',
    passes: 'GET /queue was deprecated, and goes with the next version but one',
  },
  *check(input) {
    yield* transitionHits(input, 'lifecycle/removal-announced');
  },
});
