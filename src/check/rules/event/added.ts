import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { serviceMoves } from '../../service-moves.ts';

export default defineDiffRule({
  id: 'event/added',
  summary: 'a new event is named in the changelog',
  help: 'Nothing to do: apps that want it subscribe to it.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'wire',
  bump: 'minor',
  waivable: true,
  mirror: 'event/removed',
  example: { fails: 'hr/v1 gains member.joined', passes: 'hr/v1 has the same events' },
  *check(input) {
    for (const { identity, side } of serviceMoves(input).addedEvents)
      yield {
        subject: { kind: 'event', identity },
        message: `event ${quote(identity)} is new: ${side.item.stability}`,
        location: input.current.locate(side.pointer),
        stability: side.item.stability,
      };
  },
});
