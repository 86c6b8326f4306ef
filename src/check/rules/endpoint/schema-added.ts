import { defineDiffRule } from '../../diff-rule.ts';
import { endpointSlots } from '../../endpoint-schemas.ts';
import { isTyped } from '../../schema-hits.ts';

export default defineDiffRule({
  id: 'endpoint/schema-added',
  summary: 'a schema that is written down later refuses nothing that worked',
  help: 'Make sure that the schema accepts what callers send: until now the contract accepted everything. An error in the content mode exact; a response that is described at last is only a note.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  breaks: ['consumer'],
  category: 'wire',
  bump: 'minor',
  waivable: true,
  mirror: 'endpoint/schema-removed',
  example: {
    fails: 'POST /queue had no request schema and has one',
    passes: 'POST /queue has the same request schema',
  },
  *check(input) {
    for (const { subject, part, role, baseline, current, stability, locate } of endpointSlots(input)) {
      if (isTyped(baseline) || !isTyped(current)) continue;
      const mode = input.schemas.mode(role);
      const severity =
        role === 'output' ? 'note' : mode === 'exact' && stability !== 'experimental' ? 'error' : undefined;
      yield {
        subject,
        part,
        message: `the ${part} of ${subject.identity} has a schema now, where everything was accepted`,
        location: locate(),
        after: input.schemas.digest(current),
        stability,
        contentModel: mode,
        ...(severity === undefined ? {} : { severity }),
        ...(role === 'output' ? { breaks: [] } : {}),
      };
    }
  },
});
