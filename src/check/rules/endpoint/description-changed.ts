import { defineDiffRule } from '../../diff-rule.ts';
import { continuedEndpoints, endpointSubject } from '../../endpoint-moves.ts';

export default defineDiffRule({
  id: 'endpoint/description-changed',
  summary: 'a new description of an endpoint is shown',
  help: 'Read whether the words still say the same.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'doc',
  bump: 'patch',
  waivable: true,
  mirror: { none: 'a description that is changed back has changed too' },
  example: {
    fails: 'GET /queue: "List the queue." becomes "List jobs."',
    passes: 'the descriptions are the same',
  },
  *check(input) {
    for (const { baseline, current } of continuedEndpoints(input)) {
      const [before, after] = [baseline.item.description, current.item.description];
      if (before === after) continue;
      const subject = endpointSubject(current.item);
      yield {
        subject,
        message: `endpoint ${subject.identity} is described otherwise`,
        location: input.current.locate(`${current.pointer}/description`),
        before,
        after,
        stability: baseline.item.stability,
      };
    }
  },
});
