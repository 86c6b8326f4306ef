import { inputError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import { INVALID_ENTRY, withLegacyCode } from './sidecar-values.ts';

/** Every character that ends a line for a reader of Unicode. */
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

/**
 * Properties as lines. Values are written verbatim, so one with a line break would begin another property: it is refused.
 * @throws AssayError of kind input: invalid-catalog-entry
 */
export function propertyText(properties: readonly (readonly [string, string])[], path: string): string {
  const broken = properties.find(([key, value]) => LINE_BREAK.test(key) || LINE_BREAK.test(value));
  if (broken === undefined) return properties.map(([key, value]) => `${key}=${value}\n`).join('');
  return withLegacyCode(() => {
    throw inputError(INVALID_ENTRY, `${path} ${quote(broken[0])} has a line break`, 'write it on one line', { path });
  });
}
