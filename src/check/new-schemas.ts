import { type Endpoint, endpointIdentity, erasedTemplate, type LoadedContract } from '../contract/model.ts';
import { perInput } from './per-input.ts';
import { endpointSchemas, type PlacedSchema, placedSchemas, serviceSchemas } from './placed-schemas.ts';
import { sameSchema } from './same-schema.ts';

/** Schemas of a contract that another version does not have at the same place; all of them where there is no other. */
export function newSchemas(contract: LoadedContract, beside: LoadedContract | undefined): readonly PlacedSchema[] {
  return beside === undefined ? [...placedSchemas(contract)] : newBeside(contract)(beside);
}

const newBeside = perInput((contract: LoadedContract) =>
  perInput((beside: LoadedContract): readonly PlacedSchema[] => {
    const known = new Map(
      beside.contract.endpoints.map((endpoint, index) => [endpointIdentity(endpoint), { endpoint, index }]),
    );
    const endpoints = contract.contract.endpoints.flatMap((endpoint, index) => {
      const other = known.get(endpointIdentity(endpoint));
      // Nearly all are the same, and have no place made for each of their schemas.
      if (other !== undefined && hasSameSchemas(endpoint, other.endpoint)) return [];
      const before = other === undefined ? [] : [...endpointSchemas(beside, other.index)];
      return without([...endpointSchemas(contract, index)], before);
    });
    return [...endpoints, ...without([...serviceSchemas(contract)], [...serviceSchemas(beside)])];
  }),
);

function hasSameSchemas(a: Endpoint, b: Endpoint): boolean {
  return (
    a.errors === undefined &&
    b.errors === undefined &&
    sameSchema(a.request, b.request) &&
    sameSchema(a.response, b.response)
  );
}

function without(schemas: readonly PlacedSchema[], before: readonly PlacedSchema[]): PlacedSchema[] {
  const known = new Map(before.map(({ place, schema }) => [place, schema]));
  return schemas.filter(({ place, schema }) => !sameSchema(schema, known.get(place)));
}

/** Names a schema in a fingerprint: the descriptor without the names of its parameters, and the part. */
export function schemaKey({ subject, part }: PlacedSchema): string[] {
  return [subject.kind, erasedTemplate(subject.identity), ...part.split(' ')];
}
