import { defineDiffRule } from '../../diff-rule.ts';
import { transitionHits } from '../../transition-hits.ts';

export default defineDiffRule({
  id: 'lifecycle/stability-raised',
  summary: 'what is promised now is named in the changelog',
  help: 'Nothing to do, but to be sure: what is stable stays for as long as the policy says.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  restricted: 'note',
  breaks: [],
  category: 'lifecycle',
  bump: 'minor',
  waivable: true,
  mirror: 'lifecycle/stability-lowered',
  example: { fails: 'GET /queue was experimental, and is stable now', passes: 'GET /queue stays experimental' },
  *check(input) {
    yield* transitionHits(input, 'lifecycle/stability-raised');
  },
});
