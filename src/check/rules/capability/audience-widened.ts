import { quote } from '../../../model/quote.ts';
import { audienceOf } from '../../audience.ts';
import { continuedCapabilities } from '../../capability-moves.ts';
import { defineDiffRule } from '../../diff-rule.ts';

export default defineDiffRule({
  id: 'capability/audience-widened',
  summary: 'what only operators held is not opened to apps unseen',
  help: 'Have the change reviewed: apps can ask for a right that was kept from them until now.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  restricted: 'warning',
  breaks: ['operator'],
  category: 'authorization',
  bump: 'minor',
  waivable: true,
  mirror: 'capability/audience-narrowed',
  example: { fails: 'apps.manage was operator-only and is for apps', passes: 'apps.manage stays operator-only' },
  *check(input) {
    for (const { baseline, current } of continuedCapabilities(input)) {
      if (audienceOf(baseline.item) !== 'operator-only' || audienceOf(current.item) !== 'app') continue;
      yield {
        subject: { kind: 'capability', identity: current.item.name },
        message: `capability ${quote(current.item.name)} was for operators only and is open to apps`,
        location: input.current.locate(current.pointer),
        before: 'operator-only',
        after: 'app',
        stability: baseline.item.stability,
      };
    }
  },
});
