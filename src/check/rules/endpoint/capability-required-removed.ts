import { listed } from '../../../model/listed.ts';
import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { endpointSubject } from '../../endpoint-moves.ts';
import { requirementChanges } from '../../requirement-changes.ts';

export default defineDiffRule({
  id: 'endpoint/capability-required-removed',
  summary: 'an endpoint requires no fewer capabilities than before',
  help: 'Have the change reviewed: apps that were never granted the removed capability can call the endpoint now.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  restricted: 'warning',
  breaks: ['operator'],
  legacyCode: 'stable_api_endpoint_required_capabilities_changed',
  category: 'authorization',
  bump: 'minor',
  waivable: true,
  mirror: 'endpoint/capability-required-added',
  example: {
    fails: 'POST /apps/{id}/update requires apps.manage and catalogs.manage, and then apps.manage alone',
    passes: 'POST /apps/{id}/update requires both on both sides',
  },
  *check(input) {
    for (const { baseline, current, before, after, removed } of requirementChanges(input)) {
      if (removed.length === 0 || after.length === 0) continue;
      const subject = endpointSubject(current.item);
      yield {
        subject,
        message: `endpoint ${subject.identity} requires ${listed(removed.map((name) => quote(name)))} no more`,
        location: input.current.locate(`${current.pointer}/requiredCapabilities`),
        before: [...before],
        after: [...after],
        stability: baseline.item.stability,
      };
    }
  },
});
