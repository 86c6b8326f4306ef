import { defineDiffRule } from '../../diff-rule.ts';
import { endpointMoves, endpointSubject } from '../../endpoint-moves.ts';
import { isBaselineEndpoint } from '../../stable-baseline.ts';

export default defineDiffRule({
  id: 'endpoint/reclassified',
  summary: 'an endpoint of the stable baseline stays in it',
  help: 'Put the endpoint back into the stable baseline: apps that target it were promised this endpoint for as long as the baseline lasts.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'error',
  breaks: ['consumer', 'catalog'],
  legacyCode: 'stable_api_endpoint_reclassified',
  category: 'lifecycle',
  bump: 'major',
  waivable: false,
  mirror: { none: 'what joins the stable baseline is promised more and breaks nobody' },
  example: {
    fails: 'stableBaseline.endpoints had GET /queue and has it no more',
    passes: 'stableBaseline.endpoints gains DELETE /queue',
  },
  *check(input) {
    for (const { baseline, current } of endpointMoves(input).kept) {
      const left =
        isBaselineEndpoint(input.baseline.contract, baseline.item) &&
        !isBaselineEndpoint(input.current.contract, current.item);
      if (!left) continue;
      const subject = endpointSubject(current.item);
      yield {
        subject,
        message: `endpoint ${subject.identity} left the stable baseline`,
        location: input.current.locate(current.pointer),
        stability: baseline.item.stability,
      };
    }
  },
});
