import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { byCodeUnit } from '../model/order.ts';
import { propertyKey, stringLiteral } from './identifiers.ts';

/** The TypeScript type that holds exactly one JSON value. */
export function literalType(value: JsonValue): string {
  if (typeof value === 'string') return stringLiteral(value);
  // JSON.stringify writes -0 as 0, which is the same literal type.
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (!isJsonObject(value)) return `[${value.map(literalType).join(', ')}]`;
  const keys = Object.keys(value).sort(byCodeUnit);
  if (keys.length === 0) return 'Record<string, never>';
  return `{ ${keys.map((key) => `${propertyKey(key)}: ${literalType(value[key] ?? null)}`).join('; ')} }`;
}
