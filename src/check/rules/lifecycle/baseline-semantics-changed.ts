import { quote } from '../../../model/quote.ts';
import { frozenChanges } from '../../baseline-members.ts';
import { defineDiffRule } from '../../diff-rule.ts';

export default defineDiffRule({
  id: 'lifecycle/baseline-semantics-changed',
  summary: 'an endpoint of a stable baseline stays what it is, to whomever it is open',
  help: 'Restore the endpoint and describe the new one beside it. Within a baseline nothing is widened either: what apps were audited against is not what is there.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'error',
  breaks: ['app', 'operator'],
  legacyCode: 'baseline_descriptor_semantics_changed',
  category: 'lifecycle',
  bump: 'major',
  waivable: true,
  mirror: { none: 'a change back changes the semantics as well' },
  example: {
    fails: 'GET /queue, a member of 1.0, is open to app pages now',
    passes: 'GET /v2/queue, no member, is open to app pages',
  },
  *check(input) {
    for (const { subject, pointer, members, before, after, stability } of frozenChanges(input))
      yield {
        subject,
        message: `endpoint ${quote(subject.identity)} is guaranteed by a stable baseline, and has another ${members.join(' and ')}`,
        location: input.current.locate(pointer),
        before,
        after,
        stability,
      };
  },
});
