import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { serviceMoves } from '../../service-moves.ts';

export default defineDiffRule({
  id: 'method/kind-changed',
  summary: 'a method stays a method, an event stays an event',
  help: 'Give the new one another name: a call to an event, and a subscription to a method, are answered with an error.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'provider'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: { none: 'the rule names both ways: method to event and event to method' },
  example: {
    fails: 'hr/v1#sync was a method, and is an event now',
    passes: 'hr/v1#sync is a method, hr/v1#synced an event',
  },
  *check(input) {
    const { methodsToEvents, eventsToMethods } = serviceMoves(input);
    const all = [
      ...methodsToEvents.map((target) => ({ ...target, kind: 'event' as const, was: 'method' })),
      ...eventsToMethods.map((target) => ({ ...target, kind: 'method' as const, was: 'event' })),
    ];
    for (const { identity, baseline, current, kind, was } of all)
      yield {
        subject: { kind, identity },
        message: `${quote(identity)} was ${was === 'event' ? 'an event' : 'a method'}, and is ${kind === 'event' ? 'an event' : 'a method'} now`,
        location: input.current.locate(current.pointer),
        before: was,
        after: kind,
        stability: baseline.item.stability,
      };
  },
});
