import { defineDiffRule } from '../../diff-rule.ts';
import { shiftedEndpointSchemas } from '../../endpoint-schemas.ts';
import { schemaHit } from '../../schema-hits.ts';

export default defineDiffRule({
  id: 'endpoint/response-incomparable',
  summary: 'an endpoint answers nothing that it never answered, whatever it leaves out',
  help: 'Answer as before, or bring a new endpoint. The witness is a response that was impossible, the second one a response that is impossible now.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'sdk'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: { none: 'the reverse of an incomparable change is incomparable' },
  example: {
    fails: 'state was a word and is a number',
    passes: 'state stays a word',
  },
  *check(input) {
    for (const shifted of shiftedEndpointSchemas(input))
      if (shifted.slot.role === 'output' && shifted.shift === 'incomparable') yield schemaHit(shifted, input.schemas);
  },
});
