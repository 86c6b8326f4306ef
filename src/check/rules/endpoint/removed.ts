import { goneWithCapability } from '../../capability-moves.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { endpointMoves, endpointSubject } from '../../endpoint-moves.ts';
import { isLawfulRemoval } from '../../lawful-removal.ts';
import { isBaselineEndpoint } from '../../stable-baseline.ts';

export default defineDiffRule({
  id: 'endpoint/removed',
  summary: 'an endpoint that apps call stays',
  help: 'Bring the endpoint back, or deprecate it first and remove it when the announced version has come: whoever calls it gets 404.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'sdk'],
  legacyCode: 'stable_api_endpoint_removed',
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'endpoint/added',
  example: {
    fails: 'v4 has GET /queue, v5 has not',
    passes: 'v5 has GET /queue, deprecated since v5',
  },
  *check(input) {
    const folded = new Set([...goneWithCapability(input).values()].flat());
    for (const { item, pointer } of endpointMoves(input).removed) {
      if (folded.has(item)) continue;
      const subject = endpointSubject(item);
      const lawful = isLawfulRemoval(item, input);
      yield {
        subject,
        message: `endpoint ${subject.identity} is gone${lawful ? ' as announced' : ''}`,
        location: input.baseline.locate(pointer),
        stability: item.stability,
        ...(lawful ? { severity: 'note' as const } : {}),
        ...(isBaselineEndpoint(input.baseline.contract, item) ? { waivable: false as const } : {}),
      };
    }
  },
});
