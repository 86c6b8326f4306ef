import { pyString } from '../src/codegen/targets/python/identifiers.ts';
import { isJsonObject, type JsonValue } from '../src/model/json/value.ts';

/** A JSON value as an expression of Python. A number that is whole is an int, as the type of its schema sees it. */
export function pythonValue(value: JsonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return pyString(value);
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value).toString() : String(value);
  if (Array.isArray(value)) return `[${value.map(pythonValue).join(', ')}]`;
  if (!isJsonObject(value)) throw new Error('no JSON value');
  return `{${Object.entries(value)
    .map(([key, item]) => `${pyString(key)}: ${pythonValue(item)}`)
    .join(', ')}}`;
}
