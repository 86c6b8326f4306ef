import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { added } from '../../pairs.ts';

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
  *check({ current, pairs }) {
    for (const { identity, current: side } of added(pairs.capabilities))
      yield {
        subject: { kind: 'capability', identity },
        message: `capability ${quote(identity)} is new: ${side.item.stability}`,
        location: current.locate(side.pointer),
        stability: side.item.stability,
      };
  },
});
