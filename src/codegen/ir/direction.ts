import { isJsonObject, type JsonValue } from '../../model/json/value.ts';
import type { SchemaRole } from './model.ts';
import { member } from './schema-space.ts';

/** True for what a client sends: it is exact. Everything that it is sent is open. */
export function isInput(role: SchemaRole): boolean {
  return role === 'input';
}

/**
 * False for a property that does not travel in the role's direction: one that is `readOnly` is not sent to its owner,
 * one that is `writeOnly` does not come back.
 * @param closed true where the object has no other properties: then one that comes nevertheless has to have a place
 */
export function keptProperty(schema: JsonValue | undefined, role: SchemaRole, closed: boolean): boolean {
  if (!isJsonObject(schema)) return true;
  if (isInput(role)) return member(schema, 'readOnly') !== true;
  return closed || member(schema, 'writeOnly') !== true;
}
