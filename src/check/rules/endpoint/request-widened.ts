import { defineDiffRule } from '../../diff-rule.ts';
import { shiftedEndpointSchemas } from '../../endpoint-schemas.ts';
import { schemaHit } from '../../schema-hits.ts';

export default defineDiffRule({
  id: 'endpoint/request-widened',
  summary: 'what an endpoint accepts more is named in the changelog',
  help: 'Nothing to do: every request that worked still works.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'wire',
  bump: 'minor',
  waivable: true,
  mirror: 'endpoint/request-narrowed',
  example: {
    fails: 'the request of POST /queue may have the new member priority',
    passes: 'the request schema is the same',
  },
  *check(input) {
    for (const shifted of shiftedEndpointSchemas(input))
      if (shifted.slot.role === 'input' && shifted.shift === 'widened') yield schemaHit(shifted, input.schemas);
  },
});
