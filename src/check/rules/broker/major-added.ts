import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { mostPromised, serviceMoves } from '../../service-moves.ts';

export default defineDiffRule({
  id: 'broker/major-added',
  summary: 'a new service, or a new major of one, is named in the changelog',
  help: 'Nothing to do: whoever wants it calls it. Its methods and events are told with it.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'wire',
  bump: 'minor',
  waivable: true,
  mirror: 'broker/major-removed',
  example: { fails: 'v4 has hr/v1, v5 has hr/v1 and hr/v2', passes: 'v4 and v5 have hr/v1' },
  *check(input) {
    for (const { identity, side, members, otherMajor } of serviceMoves(input).addedServices)
      yield {
        subject: { kind: 'service', identity },
        message: `service ${quote(identity)} is new${otherMajor === undefined ? '' : `, beside ${quote(otherMajor)}`}`,
        location: input.current.locate(side.pointer),
        stability: mostPromised(members),
        children: members.map((member) => member.identity),
      };
  },
});
