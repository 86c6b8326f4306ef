import { defineDiffRule } from '../../diff-rule.ts';
import { endpointSubject } from '../../endpoint-moves.ts';
import { flagChanges } from '../../flag-changes.ts';

export default defineDiffRule({
  id: 'endpoint/principal-browser-revoked',
  summary: 'app pages in browsers may go on calling what they called',
  help: 'Keep app pages allowed, or deprecate the endpoint first: every app page that calls it gets 403.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['browser'],
  legacyCode: 'stable_api_endpoint_app_principal_changed',
  category: 'authorization',
  bump: 'major',
  waivable: true,
  mirror: 'endpoint/principal-browser-granted',
  example: {
    fails: 'GET /queue: appBrowserPrincipalsAllowed true becomes false',
    passes: 'GET /queue: appBrowserPrincipalsAllowed stays true',
  },
  *check(input) {
    for (const { baseline, current } of flagChanges(input, 'appBrowserPrincipalsAllowed', false)) {
      const subject = endpointSubject(current.item);
      yield {
        subject,
        message: `app pages in browsers may not call ${subject.identity} any more`,
        location: input.current.locate(`${current.pointer}/appBrowserPrincipalsAllowed`),
        before: true,
        after: false,
        stability: baseline.item.stability,
      };
    }
  },
});
