import { defineDiffRule } from '../../diff-rule.ts';
import { endpointSlots } from '../../endpoint-schemas.ts';
import { isTyped } from '../../schema-hits.ts';

export default defineDiffRule({
  id: 'endpoint/schema-removed',
  summary: 'what a response holds stays written down',
  help: 'Bring the schema back: clients that were generated from it know no type any more, and nothing is promised. A request that accepts everything is only a note.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'sdk'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'endpoint/schema-added',
  example: {
    fails: 'GET /queue had a response schema and has none',
    passes: 'GET /queue has the same response schema',
  },
  *check(input) {
    for (const { subject, part, role, baseline, current, stability, locate } of endpointSlots(input)) {
      if (!isTyped(baseline) || isTyped(current)) continue;
      yield {
        subject,
        part,
        message: `the ${part} of ${subject.identity} has no schema any more, so everything is ${role === 'input' ? 'accepted' : 'possible'}`,
        location: locate(),
        before: input.schemas.digest(baseline),
        stability,
        contentModel: input.schemas.mode(role),
        ...(role === 'input' ? { severity: 'note' as const, breaks: [] } : {}),
      };
    }
  },
});
