import { quote } from '../../../model/quote.ts';
import { sensitivityChanges } from '../../capability-sensitivity.ts';
import { defineDiffRule } from '../../diff-rule.ts';

export default defineDiffRule({
  id: 'capability/sensitivity-raised',
  summary: 'a right that users granted is not called more harmful afterwards',
  help: 'Let users review what they granted: the consent that they gave showed the lower level.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  breaks: ['operator', 'catalog'],
  category: 'authorization',
  bump: 'minor',
  waivable: true,
  mirror: 'capability/sensitivity-lowered',
  example: { fails: 'queue.read was low and is high', passes: 'queue.read stays low' },
  *check(input) {
    for (const { current, before, after, stability } of sensitivityChanges(input, 'raised'))
      yield {
        subject: { kind: 'capability', identity: current.item.name },
        message: `the sensitivity of ${quote(current.item.name)} is raised from ${before} to ${after}`,
        location: input.current.locate(current.pointer),
        before,
        after,
        stability,
      };
  },
});
