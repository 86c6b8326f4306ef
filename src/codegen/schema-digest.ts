import { type Digest, digestBytes, digestJson } from '../model/digest.ts';
import type { ClientSchema } from './model.ts';

const known = new WeakMap<ClientSchema, Digest>();

/** Digest of a schema's canonical form; several files of a client say it. */
export function schemaDigest(schema: ClientSchema): Digest {
  const digest = known.get(schema) ?? digestJson(schema.schema);
  known.set(schema, digest);
  return digest;
}

/** The schema, whose digest is known from here on because its plain JSON is its canonical form. */
export function withPlainDigest(schema: ClientSchema): ClientSchema {
  known.set(schema, digestBytes(JSON.stringify(schema.schema)));
  return schema;
}
