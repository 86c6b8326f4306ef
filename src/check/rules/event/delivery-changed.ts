import { quote } from '../../../model/quote.ts';
import { deliveryChange } from '../../delivery-change.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { serviceMoves } from '../../service-moves.ts';

export default defineDiffRule({
  id: 'event/delivery-changed',
  summary: 'an event is delivered as it was promised',
  help: 'Keep the promise, or send a new event with the new one: a subscriber that never had to see an event twice, miss one or sort them does not know how.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: { none: 'the rule names every promise that is not kept, whichever way it went' },
  example: {
    fails: 'guarantee: at-least-once, and now at-most-once',
    passes: 'guarantee: at-least-once, and now exactly-once',
  },
  *check(input) {
    for (const { identity, baseline, current } of serviceMoves(input).events) {
      const { delivery: before } = baseline.item;
      const { delivery: after } = current.item;
      const losses = before === undefined ? [] : deliveryChange(before, after);
      if (before === undefined || losses.length === 0) continue;
      yield {
        subject: { kind: 'event', identity },
        message: `event ${quote(identity)} ${losses.join(', and ')}`,
        location: input.current.locate(after === undefined ? current.pointer : `${current.pointer}/delivery`),
        before: { ...before },
        after: after === undefined ? null : { ...after },
        stability: baseline.item.stability,
      };
    }
  },
});
