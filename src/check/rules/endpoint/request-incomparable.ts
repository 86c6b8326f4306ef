import { defineDiffRule } from '../../diff-rule.ts';
import { shiftedEndpointSchemas } from '../../endpoint-schemas.ts';
import { schemaHit } from '../../schema-hits.ts';

export default defineDiffRule({
  id: 'endpoint/request-incomparable',
  summary: 'an endpoint accepts every request that it accepted, whatever else it accepts',
  help: 'Accept what was accepted beside the new requests, or bring a new endpoint. The witness is a request that worked and is refused now, the second one the reverse.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'sdk'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: { none: 'the reverse of an incomparable change is incomparable' },
  example: {
    fails: 'priority was a number and is a word',
    passes: 'priority is a number or a word',
  },
  *check(input) {
    for (const shifted of shiftedEndpointSchemas(input))
      if (shifted.slot.role === 'input' && shifted.shift === 'incomparable') yield schemaHit(shifted, input.schemas);
  },
});
