import type { JsonValue } from '../../../model/json/value.ts';
import { isJsonObject } from '../../../model/json/value.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { rejectionOf } from '../../accepts.ts';
import { type DescribedPart, describedParts } from '../../described-parts.ts';
import type { LintInput } from '../../lint-input.ts';

export default defineRule<LintInput>({
  id: 'contract/example-invalid',
  summary: 'an example is what its schema allows',
  help: 'Mend the example, or the schema: readers copy it, and clients show it at the call.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: 'examples: { input: [ {"id": 7} ] } of a method whose input has id: { type: string }',
    passes: 'examples: { input: [ {"id": "7"} ] }',
  },
  *check({ contract }) {
    for (const described of describedParts(contract.contract))
      for (const { value, pointer } of examplesOf(described)) {
        const why = rejectionOf(described.schema, value);
        if (why === undefined) continue;
        const { kind, identity, part } = described;
        yield {
          message: `an example of the ${part} of ${kind} ${quote(identity)} is none: ${why}`,
          location: contract.locate(pointer),
          key: [kind, identity, part, value],
        };
      }
  },
});

/** Those beside the schema, and those at its top. */
function* examplesOf({ schema, pointer, examples, examplesPointer }: DescribedPart): Generator<{
  readonly value: JsonValue;
  readonly pointer: string;
}> {
  const own = isJsonObject(schema) && Array.isArray(schema.examples) ? schema.examples : [];
  for (const [at, example] of examples.entries())
    yield { value: JSON.parse(JSON.stringify(example)), pointer: `${examplesPointer}/${at}` };
  for (const [at, example] of own.entries()) yield { value: example, pointer: `${pointer}/examples/${at}` };
}
