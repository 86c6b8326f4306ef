import { quote } from '../../../model/quote.ts';
import { audienceOf } from '../../audience.ts';
import { continuedCapabilities } from '../../capability-moves.ts';
import { defineDiffRule } from '../../diff-rule.ts';

export default defineDiffRule({
  id: 'capability/audience-narrowed',
  summary: 'a capability that apps may hold stays open to apps',
  help: 'Keep the audience, or deprecate the capability first: no app can be granted it any more.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer'],
  category: 'authorization',
  bump: 'major',
  waivable: true,
  mirror: 'capability/audience-widened',
  example: {
    fails: 'vault.identities.manage was for apps and is operator-only',
    passes: 'vault.identities.manage is deprecated, and still for apps',
  },
  *check(input) {
    for (const { baseline, current } of continuedCapabilities(input)) {
      if (audienceOf(baseline.item) !== 'app' || audienceOf(current.item) !== 'operator-only') continue;
      yield {
        subject: { kind: 'capability', identity: current.item.name },
        message: `capability ${quote(current.item.name)} was for apps and is for operators only`,
        location: input.current.locate(current.pointer),
        before: 'app',
        after: 'operator-only',
        stability: baseline.item.stability,
      };
    }
  },
});
