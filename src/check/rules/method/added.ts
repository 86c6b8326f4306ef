import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { serviceMoves } from '../../service-moves.ts';

export default defineDiffRule({
  id: 'method/added',
  summary: 'a new method is named in the changelog',
  help: 'Nothing to do: apps that want it call it.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'wire',
  bump: 'minor',
  waivable: true,
  mirror: 'method/removed',
  example: { fails: 'hr/v1 gains members.list', passes: 'hr/v1 has the same methods' },
  *check(input) {
    for (const { identity, side } of serviceMoves(input).addedMethods)
      yield {
        subject: { kind: 'method', identity },
        message: `method ${quote(identity)} is new: ${side.item.stability}`,
        location: input.current.locate(side.pointer),
        stability: side.item.stability,
      };
  },
});
