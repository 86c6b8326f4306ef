import { quote } from '../../../model/quote.ts';
import { sensitivityChanges } from '../../capability-sensitivity.ts';
import { defineDiffRule } from '../../diff-rule.ts';

export default defineDiffRule({
  id: 'capability/sensitivity-lowered',
  summary: 'a right is not called less harmful without a review',
  help: 'Have the change reviewed: consent screens will show less of a warning for the same right.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  breaks: ['operator', 'catalog'],
  category: 'authorization',
  bump: 'minor',
  waivable: true,
  mirror: 'capability/sensitivity-raised',
  example: { fails: 'queue.purge was high and is low', passes: 'queue.purge stays high' },
  *check(input) {
    for (const { current, before, after, stability } of sensitivityChanges(input, 'lowered'))
      yield {
        subject: { kind: 'capability', identity: current.item.name },
        message: `the sensitivity of ${quote(current.item.name)} is lowered from ${before} to ${after}`,
        location: input.current.locate(current.pointer),
        before,
        after,
        stability,
      };
  },
});
