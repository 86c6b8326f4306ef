import { defineDiffRule } from '../../diff-rule.ts';
import { endpointSubject } from '../../endpoint-moves.ts';
import { flagChanges } from '../../flag-changes.ts';

export default defineDiffRule({
  id: 'endpoint/principal-browser-granted',
  summary: 'what app pages in browsers could not call is not opened to them unseen',
  help: 'Have the change reviewed: app pages can call what was kept from browsers until now, whatever since says.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  restricted: 'warning',
  breaks: ['operator'],
  legacyCode: 'stable_api_endpoint_app_principal_changed',
  category: 'authorization',
  bump: 'minor',
  waivable: true,
  mirror: 'endpoint/principal-browser-revoked',
  example: {
    fails: 'GET /queue: appBrowserPrincipalsAllowed false becomes true',
    passes: 'GET /queue: appBrowserPrincipalsAllowed stays false',
  },
  *check(input) {
    for (const { baseline, current } of flagChanges(input, 'appBrowserPrincipalsAllowed', true)) {
      const subject = endpointSubject(current.item);
      yield {
        subject,
        message: `app pages in browsers may call ${subject.identity} now`,
        location: input.current.locate(`${current.pointer}/appBrowserPrincipalsAllowed`),
        before: false,
        after: true,
        stability: baseline.item.stability,
      };
    }
  },
});
