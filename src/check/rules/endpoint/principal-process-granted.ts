import { defineDiffRule } from '../../diff-rule.ts';
import { endpointSubject } from '../../endpoint-moves.ts';
import { flagChanges } from '../../flag-changes.ts';

export default defineDiffRule({
  id: 'endpoint/principal-process-granted',
  summary: 'what app processes could not call is not opened to them unseen',
  help: 'Have the change reviewed: app processes can call what was kept from them until now.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  restricted: 'warning',
  breaks: ['operator'],
  legacyCode: 'stable_api_endpoint_app_principal_changed',
  category: 'authorization',
  bump: 'minor',
  waivable: true,
  mirror: 'endpoint/principal-process-revoked',
  example: {
    fails: 'GET /queue: appProcessPrincipalsAllowed false becomes true',
    passes: 'GET /queue: appProcessPrincipalsAllowed stays false',
  },
  *check(input) {
    for (const { baseline, current } of flagChanges(input, 'appProcessPrincipalsAllowed', true)) {
      const subject = endpointSubject(current.item);
      yield {
        subject,
        message: `app processes may call ${subject.identity} now`,
        location: input.current.locate(`${current.pointer}/appProcessPrincipalsAllowed`),
        before: false,
        after: true,
        stability: baseline.item.stability,
      };
    }
  },
});
