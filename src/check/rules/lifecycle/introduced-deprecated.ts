import { defineDiffRule } from '../../diff-rule.ts';
import { arrivalHits } from '../../transition-hits.ts';

export default defineDiffRule({
  id: 'lifecycle/introduced-deprecated',
  summary: 'what is new does not begin with its end',
  help: 'Leave it out: nobody can move to what is already on its way out. AIP-185 has the same rule.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['app'],
  category: 'lifecycle',
  bump: 'minor',
  waivable: true,
  mirror: { none: 'nothing goes in the state in which it came' },
  example: { fails: 'GET /v2/queue is new, and deprecated', passes: 'GET /v2/queue is new, and stable' },
  *check(input) {
    yield* arrivalHits(input, 'lifecycle/introduced-deprecated');
  },
});
