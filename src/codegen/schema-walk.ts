import { isSchema, schemaShapeError } from './ir/schema-space.ts';
import type { UserSchema } from './model.ts';

/**
 * The JSON value of a schema as a typed document carries it.
 * @param where the target and role, for the message @throws AssayError client-schema-shape
 */
export function asUserSchema(value: unknown, where: string): UserSchema {
  if (isSchema(value)) return value;
  throw schemaShapeError(where, '');
}
