import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { serviceMoves } from '../../service-moves.ts';

export default defineDiffRule({
  id: 'method/renamed',
  summary: 'a method keeps its name',
  help: 'Keep the old name beside the new one, deprecated and with the new one as its replacement, until its window is over. Two methods of one service that take and give the very same are held for one that was renamed.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'provider', 'sdk'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: { none: 'a name that is given back is a rename too' },
  example: {
    fails: 'hr/v1#members.all is gone, hr/v1#members.list is new and takes and gives the same',
    passes: 'hr/v1 has both, members.all is deprecated',
  },
  *check(input) {
    for (const { was, identity, baseline, current } of serviceMoves(input).renamedMethods)
      yield {
        subject: { kind: 'method', identity: was },
        message: `method ${quote(was)} is gone; ${quote(identity)} takes and gives the same`,
        location: input.current.locate(`${current.pointer}/name`),
        after: identity,
        stability: baseline.item.stability,
      };
  },
});
