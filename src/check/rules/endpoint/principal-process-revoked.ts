import { defineDiffRule } from '../../diff-rule.ts';
import { endpointSubject } from '../../endpoint-moves.ts';
import { flagChanges } from '../../flag-changes.ts';

export default defineDiffRule({
  id: 'endpoint/principal-process-revoked',
  summary: 'app processes may go on calling what they called',
  help: 'Keep app processes allowed, or deprecate the endpoint first: every app that calls it from its process gets 403.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer'],
  legacyCode: 'stable_api_endpoint_app_principal_changed',
  category: 'authorization',
  bump: 'major',
  waivable: true,
  mirror: 'endpoint/principal-process-granted',
  example: {
    fails: 'GET /queue: appProcessPrincipalsAllowed true becomes false',
    passes: 'GET /queue: appProcessPrincipalsAllowed stays true',
  },
  *check(input) {
    for (const { baseline, current } of flagChanges(input, 'appProcessPrincipalsAllowed', false)) {
      const subject = endpointSubject(current.item);
      yield {
        subject,
        message: `app processes may not call ${subject.identity} any more`,
        location: input.current.locate(`${current.pointer}/appProcessPrincipalsAllowed`),
        before: true,
        after: false,
        stability: baseline.item.stability,
      };
    }
  },
});
