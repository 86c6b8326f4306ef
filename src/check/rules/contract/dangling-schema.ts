import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { faultHits } from '../../schema-inspections.ts';

export default defineRule<ContractInput>({
  id: 'contract/dangling-schema',
  summary: 'every reference of a schema leads to a schema within it',
  help: 'Put what is referred to under $defs of the same schema, or correct the reference. References to files belong at the top of a schema, where they are bundled; references to addresses are never followed.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'sdk'],
  waivable: false,
  example: {
    fails: '$ref: "#/$defs/member", and $defs has no member',
    passes: '$ref: "#/$defs/member", and $defs has member',
  },
  *check(input) {
    yield* faultHits(input, ['external-reference', 'unresolved-reference']);
  },
});
