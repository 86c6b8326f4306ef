import { digestJson } from '../../../model/digest.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { schemaKey } from '../../new-schemas.ts';
import { inspectedSchemas } from '../../schema-inspections.ts';

export default defineRule<ContractInput>({
  id: 'contract/unsatisfiable-schema',
  summary: 'for every schema there is an instance that fulfils it',
  help: 'Find the two demands that can not both be met: bounds that cross, a required member that nothing may be called, a type without any value of its enumeration. Nobody can call the method, or answer it.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['consumer', 'provider'],
  example: { fails: 'type: integer, minimum: 5, maximum: 3', passes: 'type: integer, minimum: 3, maximum: 5' },
  *check(input) {
    for (const { place, inspection } of inspectedSchemas(input)) {
      if (inspection.accepts !== 'nothing') continue;
      const { part, subject, pointer, schema } = place;
      yield {
        message: `the ${part} of ${subject.identity} accepts nothing: no instance can fulfil it`,
        location: input.contract.locate(pointer),
        key: [...schemaKey(place), digestJson(schema)],
      };
    }
  },
});
