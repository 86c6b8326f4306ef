import { defineDiffRule } from '../../diff-rule.ts';
import { endpointSubject } from '../../endpoint-moves.ts';
import { flagChanges } from '../../flag-changes.ts';

export default defineDiffRule({
  id: 'endpoint/host-bypass-granted',
  summary: 'what host operators could not call is not opened to them unseen',
  help: 'Have the change reviewed: the host operator needs no grant for the endpoint now.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  restricted: 'warning',
  breaks: ['operator'],
  category: 'authorization',
  bump: 'minor',
  waivable: true,
  mirror: 'endpoint/host-bypass-revoked',
  example: {
    fails: 'GET /queue: hostOperatorBypassAllowed false becomes true',
    passes: 'GET /queue: hostOperatorBypassAllowed stays false',
  },
  *check(input) {
    for (const { baseline, current } of flagChanges(input, 'hostOperatorBypassAllowed', true)) {
      const subject = endpointSubject(current.item);
      yield {
        subject,
        message: `host operators may call ${subject.identity} now`,
        location: input.current.locate(`${current.pointer}/hostOperatorBypassAllowed`),
        before: false,
        after: true,
        stability: baseline.item.stability,
      };
    }
  },
});
