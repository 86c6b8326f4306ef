import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { isLawfulRemoval } from '../../lawful-removal.ts';
import { serviceMoves } from '../../service-moves.ts';

export default defineDiffRule({
  id: 'event/removed',
  summary: 'an event that apps listen to stays',
  help: 'Bring the event back, or deprecate it first and remove it when the announced version has come: apps wait for it, and nothing tells them that it never comes.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'sdk'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'event/added',
  example: {
    fails: 'v4 has hr/v1#member.joined, v5 has not',
    passes: 'v5 has hr/v1#member.joined, deprecated since v5',
  },
  *check(input) {
    for (const { identity, side } of serviceMoves(input).removedEvents) {
      const lawful = isLawfulRemoval(side.item, input);
      yield {
        subject: { kind: 'event', identity },
        message: `event ${quote(identity)} is gone${lawful ? ', as announced' : ''}`,
        location: input.baseline.locate(side.pointer),
        stability: side.item.stability,
        ...(lawful ? { severity: 'note' as const } : {}),
      };
    }
  },
});
