import { defineDiffRule } from '../../diff-rule.ts';
import { transitionHits } from '../../transition-hits.ts';

export default defineDiffRule({
  id: 'lifecycle/reactivated',
  summary: 'what was to end and stays after all is announced',
  help: 'Say so: some have moved away already, and others will wait with their next move. Its clock begins anew if it is deprecated again.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  restricted: 'warning',
  breaks: ['app'],
  category: 'lifecycle',
  bump: 'minor',
  waivable: true,
  mirror: { none: 'its end is announced by lifecycle/deprecation-announced and lifecycle/removal-announced' },
  example: { fails: 'GET /queue was deprecated, and is stable again', passes: 'GET /queue stays deprecated' },
  *check(input) {
    yield* transitionHits(input, 'lifecycle/reactivated');
  },
});
