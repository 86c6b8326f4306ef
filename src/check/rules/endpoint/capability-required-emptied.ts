import { listed } from '../../../model/listed.ts';
import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { endpointSubject } from '../../endpoint-moves.ts';
import { requirementChanges } from '../../requirement-changes.ts';

export default defineDiffRule({
  id: 'endpoint/capability-required-emptied',
  summary: 'an endpoint that a capability guarded stays guarded',
  help: 'Require a capability again: every app may call the endpoint now, whatever it was granted.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'warning',
  breaks: ['operator'],
  legacyCode: 'stable_api_endpoint_required_capabilities_changed',
  category: 'authorization',
  bump: 'minor',
  waivable: true,
  mirror: { none: 'to require something again is endpoint/capability-required-added' },
  example: {
    fails: 'DELETE /queue requires queue.purge, and then nothing',
    passes: 'DELETE /queue requires queue.purge on both sides',
  },
  *check(input) {
    for (const { baseline, current, before, after, removed } of requirementChanges(input)) {
      if (removed.length === 0 || after.length > 0) continue;
      const subject = endpointSubject(current.item);
      yield {
        subject,
        message: `endpoint ${subject.identity} is guarded by no capability any more; it was by ${listed(before.map((name) => quote(name)))}`,
        location: input.current.locate(`${current.pointer}/requiredCapabilities`),
        before: [...before],
        after: [...after],
        stability: baseline.item.stability,
      };
    }
  },
});
