import { quote } from '../../../model/quote.ts';
import { capabilityMoves } from '../../capability-moves.ts';
import { defineDiffRule } from '../../diff-rule.ts';

export default defineDiffRule({
  id: 'capability/added',
  summary: 'a new capability is named in the changelog',
  help: 'Nothing to do: apps that want it ask for it in their manifest.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'authorization',
  bump: 'minor',
  waivable: true,
  mirror: 'capability/removed',
  example: { fails: 'the contract gains queue.purge', passes: 'the contract has the same capabilities' },
  *check(input) {
    for (const { item, pointer } of capabilityMoves(input).added)
      yield {
        subject: { kind: 'capability', identity: item.name },
        message: `capability ${quote(item.name)} is new: ${item.stability}`,
        location: input.current.locate(pointer),
        stability: item.stability,
      };
  },
});
