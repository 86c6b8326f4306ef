import { defineDiffRule } from '../../diff-rule.ts';
import { transitionHits } from '../../transition-hits.ts';

export default defineDiffRule({
  id: 'lifecycle/deprecation-announced',
  summary: 'what is deprecated is named in the changelog',
  help: 'Tell those who use it, and name what to use instead. What was never for apps needs no deprecation: it can go.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  restricted: 'note',
  breaks: ['app', 'consumer'],
  legacyCode: 'stable_api_deprecation_warning',
  category: 'lifecycle',
  bump: 'minor',
  waivable: true,
  mirror: { none: 'what is taken back is lifecycle/reactivated' },
  example: { fails: 'GET /queue is deprecated now', passes: 'GET /queue stays stable' },
  *check(input) {
    yield* transitionHits(input, 'lifecycle/deprecation-announced');
  },
});
