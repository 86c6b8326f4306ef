import { quote } from '../../../model/quote.ts';
import { continuedCapabilities } from '../../capability-moves.ts';
import { defineDiffRule } from '../../diff-rule.ts';

export default defineDiffRule({
  id: 'capability/description-changed',
  summary: 'a new description of a capability is shown',
  help: 'Read whether the words still say the same: a right that means something else needs a new name.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'doc',
  bump: 'patch',
  waivable: true,
  mirror: { none: 'a description that is changed back has changed too' },
  example: { fails: 'queue.read: "Read the queue." becomes "Read jobs."', passes: 'the descriptions are the same' },
  *check(input) {
    for (const { baseline, current } of continuedCapabilities(input)) {
      const [before, after] = [baseline.item.description, current.item.description];
      if (before === after) continue;
      yield {
        subject: { kind: 'capability', identity: current.item.name },
        message: `capability ${quote(current.item.name)} is described otherwise`,
        location: input.current.locate(`${current.pointer}/description`),
        before,
        after,
        stability: baseline.item.stability,
      };
    }
  },
});
