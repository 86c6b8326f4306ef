import { defineDiffRule } from '../../diff-rule.ts';
import { transitionHits } from '../../transition-hits.ts';

export default defineDiffRule({
  id: 'lifecycle/stability-lowered',
  summary: 'what was promised stays promised',
  help: 'Keep the stability, or deprecate the descriptor and give its users the whole window: a promise that can be taken back was none.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer'],
  category: 'lifecycle',
  bump: 'major',
  waivable: true,
  mirror: 'lifecycle/stability-raised',
  example: {
    fails: 'GET /queue was stable, and is experimental now',
    passes: 'GET /queue was experimental, and is stable now',
  },
  *check(input) {
    yield* transitionHits(input, 'lifecycle/stability-lowered');
  },
});
