import { erasedTemplate, type LoadedContract } from '../contract/model.ts';
import { perInput } from './per-input.ts';
import { type PlacedSchema, placedSchemas } from './placed-schemas.ts';
import { sameSchema } from './same-schema.ts';

/** Schemas of a contract that another version does not have at the same place; all of them where there is no other. */
export function newSchemas(contract: LoadedContract, beside: LoadedContract | undefined): readonly PlacedSchema[] {
  return beside === undefined ? allSchemas(contract) : newBeside(contract)(beside);
}

const allSchemas = perInput((contract: LoadedContract): readonly PlacedSchema[] => [...placedSchemas(contract)]);

const newBeside = perInput((contract: LoadedContract) =>
  perInput((beside: LoadedContract): readonly PlacedSchema[] => {
    const known = new Map(allSchemas(beside).map(({ place, schema }) => [place, schema]));
    return allSchemas(contract).filter(({ place, schema }) => !sameSchema(schema, known.get(place)));
  }),
);

/** Names a schema in a fingerprint: the descriptor without the names of its parameters, and the part. */
export function schemaKey({ subject, part }: PlacedSchema): string[] {
  return [subject.kind, erasedTemplate(subject.identity), ...part.split(' ')];
}
