import { defineDiffRule } from '../../diff-rule.ts';
import { endpointMoves, endpointSubject } from '../../endpoint-moves.ts';

export default defineDiffRule({
  id: 'endpoint/moved',
  summary: 'an endpoint stays at its route',
  help: 'Serve the old route as well, deprecated and with the new one as its replacement: whoever calls the old one gets 404.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'sdk'],
  legacyCode: 'stable_api_endpoint_identity_changed',
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: { none: 'an endpoint that moves back has moved too' },
  example: {
    fails: 'POST /apps/{id}/update is gone, and POST /apps/{id}/updates/apply has its action',
    passes: 'both routes are there, the old one deprecated',
  },
  *check(input) {
    for (const { baseline, current } of endpointMoves(input).moved) {
      const [before, after] = [endpointSubject(baseline.item).identity, endpointSubject(current.item).identity];
      yield {
        subject: { kind: 'endpoint', identity: before },
        message: `endpoint ${before} moved to ${after}`,
        location: input.current.locate(current.pointer),
        before,
        after,
        stability: baseline.item.stability,
      };
    }
  },
});
