import { defineDiffRule } from '../../diff-rule.ts';
import { continuedEndpoints, endpointSubject } from '../../endpoint-moves.ts';

export default defineDiffRule({
  id: 'endpoint/family-changed',
  summary: 'a new route family of an endpoint is shown',
  help: 'Nothing to do, unless documents or policies group endpoints by it.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'doc',
  bump: 'patch',
  waivable: true,
  mirror: { none: 'a route family that is changed back has changed too' },
  example: {
    fails: 'GET /queue moves from the family queue to the family jobs',
    passes: 'GET /queue stays in the family queue',
  },
  *check(input) {
    for (const { baseline, current } of continuedEndpoints(input)) {
      const [before, after] = [baseline.item.routeFamily, current.item.routeFamily];
      if (before === after) continue;
      const subject = endpointSubject(current.item);
      yield {
        subject,
        message: `endpoint ${subject.identity} belongs to another route family`,
        location: input.current.locate(`${current.pointer}/routeFamily`),
        before,
        after,
        stability: baseline.item.stability,
      };
    }
  },
});
