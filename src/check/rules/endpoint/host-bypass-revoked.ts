import { defineDiffRule } from '../../diff-rule.ts';
import { endpointSubject } from '../../endpoint-moves.ts';
import { flagChanges } from '../../flag-changes.ts';

export default defineDiffRule({
  id: 'endpoint/host-bypass-revoked',
  summary: 'host operators may go on calling what they called',
  help: 'Keep the bypass, or tell operators which right they need: their tools and scripts get 403.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  restricted: 'error',
  breaks: ['operator'],
  category: 'authorization',
  bump: 'major',
  waivable: true,
  mirror: 'endpoint/host-bypass-granted',
  example: {
    fails: 'GET /queue: hostOperatorBypassAllowed true becomes false',
    passes: 'GET /queue: hostOperatorBypassAllowed stays true',
  },
  *check(input) {
    for (const { baseline, current } of flagChanges(input, 'hostOperatorBypassAllowed', false)) {
      const subject = endpointSubject(current.item);
      yield {
        subject,
        message: `host operators may not call ${subject.identity} any more`,
        location: input.current.locate(`${current.pointer}/hostOperatorBypassAllowed`),
        before: true,
        after: false,
        stability: baseline.item.stability,
      };
    }
  },
});
