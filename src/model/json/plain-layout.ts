import { isJsonObject, type JsonObject } from './value.ts';

/**
 * The value of a text that is laid out exactly as JSON.stringify does with two spaces and a final LF, as snapshots are;
 * undefined for every other text. Such a text is strict I-JSON: a repeated member, an odd number or a comment would not
 * come back. It is read by the engine itself, which is several times faster than a parser that keeps places.
 */
export function parsePlainLayout(text: string, maxDepth: number): JsonObject | undefined {
  if (!text.startsWith('{\n  "') || !text.endsWith('\n}\n')) return undefined;
  // Half a surrogate pair, or a member that would set the prototype, would come back; so might nesting over the limit.
  if (text.includes('\\u') || text.includes('"__proto__"') || text.includes(`\n${'  '.repeat(maxDepth)}`))
    return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(value)) return undefined;
  return `${JSON.stringify(value, null, 2)}\n` === text ? value : undefined;
}
