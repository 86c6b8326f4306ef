import { listed } from '../../../model/listed.ts';
import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { endpointSubject } from '../../endpoint-moves.ts';
import { narrowedEndpoints, requirementChanges } from '../../requirement-changes.ts';

export default defineDiffRule({
  id: 'endpoint/capability-required-added',
  summary: 'an endpoint requires no more capabilities than before',
  help: 'Keep the requirement, or bring a new endpoint for the new right: every app that was not granted the added capability gets 403.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'catalog'],
  legacyCode: 'stable_api_endpoint_required_capabilities_changed',
  category: 'authorization',
  bump: 'major',
  waivable: true,
  mirror: 'endpoint/capability-required-removed',
  example: {
    fails: 'POST /apps/{id}/update requires apps.manage, and then catalogs.manage too',
    passes: 'POST /apps/{id}/update requires apps.manage on both sides',
  },
  *check(input) {
    const folded = narrowedEndpoints(input);
    for (const { baseline, current, before, after, added } of requirementChanges(input)) {
      if (added.length === 0 || folded.has(current.item)) continue;
      const subject = endpointSubject(current.item);
      yield {
        subject,
        message: `endpoint ${subject.identity} requires ${listed(added.map((name) => quote(name)))} too`,
        location: input.current.locate(`${current.pointer}/requiredCapabilities`),
        before: [...before],
        after: [...after],
        stability: baseline.item.stability,
      };
    }
  },
});
