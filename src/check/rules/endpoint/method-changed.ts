import { defineDiffRule } from '../../diff-rule.ts';
import { endpointMoves, endpointSubject } from '../../endpoint-moves.ts';

export default defineDiffRule({
  id: 'endpoint/method-changed',
  summary: 'an endpoint keeps its verb',
  help: 'Serve the old verb as well, deprecated and with the new one as its replacement: whoever sends the old one gets 405.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'sdk'],
  legacyCode: 'stable_api_endpoint_identity_changed',
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: { none: 'a verb that is changed back has changed too' },
  example: {
    fails: 'PUT /queue/{id}/priority becomes PATCH /queue/{id}/priority',
    passes: 'both verbs are there, the old one deprecated',
  },
  *check(input) {
    for (const { baseline, current } of endpointMoves(input).methodChanged) {
      const [before, after] = [endpointSubject(baseline.item).identity, endpointSubject(current.item).identity];
      yield {
        subject: { kind: 'endpoint', identity: before },
        message: `endpoint ${before} takes ${current.item.method} instead of ${baseline.item.method}`,
        location: input.current.locate(`${current.pointer}/method`),
        before,
        after,
        stability: baseline.item.stability,
      };
    }
  },
});
