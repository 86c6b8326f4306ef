import { defineDiffRule } from '../../diff-rule.ts';
import { endpointMoves, endpointSubject } from '../../endpoint-moves.ts';

export default defineDiffRule({
  id: 'endpoint/added',
  summary: 'a new endpoint is named in the changelog',
  help: 'Nothing to do: nobody called it before.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'wire',
  bump: 'minor',
  waivable: true,
  mirror: 'endpoint/removed',
  example: {
    fails: 'the contract gains GET /queue/stats',
    passes: 'the contract has the same endpoints',
  },
  *check(input) {
    for (const { item, pointer } of endpointMoves(input).added) {
      const subject = endpointSubject(item);
      yield {
        subject,
        message: `endpoint ${subject.identity} is new: ${item.stability}`,
        location: input.current.locate(pointer),
        stability: item.stability,
      };
    }
  },
});
