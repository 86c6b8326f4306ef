import { defineDiffRule } from '../../diff-rule.ts';
import { shiftedEndpointSchemas } from '../../endpoint-schemas.ts';
import { schemaHit } from '../../schema-hits.ts';

export default defineDiffRule({
  id: 'endpoint/response-widened',
  summary: 'an endpoint answers nothing that it never answered',
  help: 'Answer as before, or bring a new endpoint: clients that read the old schema meet what they do not know. The witness is a response that was impossible.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'sdk'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'endpoint/response-narrowed',
  example: {
    fails: 'the member size of a response is not required any more',
    passes: 'size is always there',
  },
  *check(input) {
    for (const shifted of shiftedEndpointSchemas(input))
      if (shifted.slot.role === 'output' && shifted.shift === 'widened') yield schemaHit(shifted, input.schemas);
  },
});
