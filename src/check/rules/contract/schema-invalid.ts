import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { faultHits } from '../../schema-inspections.ts';

export default defineRule<ContractInput>({
  id: 'contract/schema-invalid',
  summary: 'every schema is a JSON Schema of a known draft',
  help: 'Correct the keyword that is named: validators refuse the schema, or pass over the keyword and let everything in. Drafts 04, 06, 07, 2019-09 and 2020-12 are read; without $schema it is 2020-12.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'sdk'],
  waivable: false,
  example: { fails: 'type: strng', passes: 'type: string' },
  *check(input) {
    yield* faultHits(input, ['invalid-schema', 'unknown-dialect', 'too-deep']);
  },
});
