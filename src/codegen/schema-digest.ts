import { type Digest, digestBytes, digestJson } from '../model/digest.ts';
import type { ClientSchema, UserSchema } from './model.ts';

/** Several files of a client say a schema's digest, and one schema may be that of several targets. */
const known = new WeakMap<object, Digest>();

/** Digest of a schema's canonical form. */
export function schemaDigest({ schema }: ClientSchema): Digest {
  return remembered(schema, digestJson);
}

/** The schema, whose digest is known from here on because its plain JSON is its canonical form. */
export function withPlainDigest(one: ClientSchema): ClientSchema {
  remembered(one.schema, (schema) => digestBytes(JSON.stringify(schema)));
  return one;
}

function remembered(schema: UserSchema, make: (schema: UserSchema) => Digest): Digest {
  if (typeof schema !== 'object' || schema === null) return make(schema);
  const digest = known.get(schema) ?? make(schema);
  known.set(schema, digest);
  return digest;
}
