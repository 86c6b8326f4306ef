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

/** The expression whose value is a JSON value, on one line. */
export function literalValue(value: JsonValue): string {
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (!isJsonObject(value)) return `[${value.map(literalValue).join(', ')}]`;
  const keys = Object.keys(value).sort(byCodeUnit);
  if (keys.length === 0) return '{}';
  return `{ ${keys.map((key) => `${valueKey(key)}: ${literalValue(value[key] ?? null)}`).join(', ')} }`;
}

/** A key of an object expression; bare, `__proto__` would set the prototype. */
function valueKey(key: string): string {
  return key === '__proto__' ? '["__proto__"]' : propertyKey(key);
}
