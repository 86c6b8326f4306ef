import { type Digest, digestJson } from '../model/digest.ts';
import type { ClientSchema } from './model.ts';

const known = new WeakMap<ClientSchema, Digest>();

/** Digest of a schema's canonical form; several files of a client say it. */
export function schemaDigest(schema: ClientSchema): Digest {
  const digest = known.get(schema) ?? digestJson(schema.schema);
  known.set(schema, digest);
  return digest;
}
