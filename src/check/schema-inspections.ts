import { digestJson } from '../model/digest.ts';
import { isJsonObject, type JsonObject } from '../model/json/value.ts';
import type { RuleHit } from '../model/rule.ts';
import { inspectSchema, type SchemaInspection } from '../schema-diff/inspect.ts';
import type { SchemaFaultCode } from '../schema-diff/schema-fault.ts';
import type { ContractInput } from './contract-input.ts';
import { newSchemas, schemaKey } from './new-schemas.ts';
import { perInput } from './per-input.ts';
import type { PlacedSchema } from './placed-schemas.ts';

/** A schema of a contract and what can be said of it by itself. */
export interface InspectedSchema {
  readonly place: PlacedSchema;
  readonly inspection: SchemaInspection;
}

/** Looks at every schema of a contract that is not the same in the version beside it. Schemas that say nothing are passed over. */
export const inspectedSchemas = perInput(({ contract, beside }: ContractInput): readonly InspectedSchema[] => {
  const { formatAssertion = false } = contract.contract.lifecyclePolicy ?? {};
  // One schema often stands in many places, and is one object there.
  const inspect = perInput((schema: JsonObject) => inspectSchema(schema, { formatAssertion }));
  return newSchemas(contract, beside).flatMap((place): InspectedSchema[] => {
    const { schema } = place;
    if (schema === true) return [];
    const inspection = isJsonObject(schema) ? inspect(schema) : inspectSchema(false, { formatAssertion });
    return inspection.accepts === 'something' ? [] : [{ place, inspection }];
  });
});

/** One hit for every schema that is faulty in one of these ways. */
export function* faultHits(input: ContractInput, codes: readonly SchemaFaultCode[]): Generator<RuleHit> {
  for (const { place, inspection } of inspectedSchemas(input)) {
    const { fault } = inspection;
    if (fault === undefined || !codes.includes(fault.code)) continue;
    const { part, subject, pointer, schema } = place;
    yield {
      message: `the ${part} of ${subject.identity} is no schema${fault.pointer === '' ? '' : ` at ${fault.pointer}`}: ${fault.message}`,
      location: input.contract.locate(pointer + fault.pointer),
      key: [...schemaKey(place), fault.code, digestJson(schema)],
    };
  }
}
