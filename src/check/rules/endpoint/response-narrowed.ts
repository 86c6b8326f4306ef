import { defineDiffRule } from '../../diff-rule.ts';
import { shiftedEndpointSchemas } from '../../endpoint-schemas.ts';
import { schemaHit } from '../../schema-hits.ts';

export default defineDiffRule({
  id: 'endpoint/response-narrowed',
  summary: 'what an endpoint answers no more is named in the changelog',
  help: 'Nothing to do: every response was possible before.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'wire',
  bump: 'minor',
  waivable: true,
  mirror: 'endpoint/response-widened',
  example: {
    fails: 'the member size of a response is always there now',
    passes: 'the response schema is the same',
  },
  *check(input) {
    for (const shifted of shiftedEndpointSchemas(input))
      if (shifted.slot.role === 'output' && shifted.shift === 'narrowed') yield schemaHit(shifted, input.schemas);
  },
});
