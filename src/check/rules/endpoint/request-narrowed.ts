import { defineDiffRule } from '../../diff-rule.ts';
import { shiftedEndpointSchemas } from '../../endpoint-schemas.ts';
import { schemaHit } from '../../schema-hits.ts';

export default defineDiffRule({
  id: 'endpoint/request-narrowed',
  summary: 'an endpoint accepts every request that it accepted',
  help: 'Accept what was accepted: keep new members optional, and limits, types and enums as wide as they were. The witness is a request that worked and is refused now.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'sdk'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'endpoint/request-widened',
  example: {
    fails: 'the request of POST /queue requires the new member priority',
    passes: 'priority is optional',
  },
  *check(input) {
    for (const shifted of shiftedEndpointSchemas(input))
      if (shifted.slot.role === 'input' && shifted.shift === 'narrowed') yield schemaHit(shifted, input.schemas);
  },
});
