import { canonicalJson } from '../../../model/json/canonical.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { methodMemberHits } from '../../method-changes.ts';

export default defineDiffRule({
  id: 'method/route-binding-changed',
  summary: 'a method that is reached by a route stays there',
  help: 'Serve the old route too until its callers have moved: they use it without asking the broker.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: { none: 'the opposite change is another of the same kind' },
  example: { fails: 'route: GET /members, and now GET /people', passes: 'route stays GET /members' },
  *check(input) {
    yield* methodMemberHits(input, 'route', ({ route: before }, { route: after }) => {
      if (before === undefined || (after !== undefined && canonicalJson(before) === canonicalJson(after)))
        return undefined;
      const now = after === undefined ? 'has no route any more' : `is reached by ${after.method} ${after.path}`;
      return {
        message: `${now}, and was reached by ${before.method} ${before.path}`,
        before: { ...before },
        after: after === undefined ? null : { ...after },
      };
    });
  },
});
