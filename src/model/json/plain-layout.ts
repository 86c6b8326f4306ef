import { isJsonObject, type JsonObject } from './value.ts';

/** A text that the engine itself could read: what it says, and whether it is laid out in lines. */
export interface PlainText {
  readonly value: JsonObject;
  readonly isIndented: boolean;
}

/**
 * The value of a text that is laid out exactly as JSON.stringify does: with two spaces and a final LF, as snapshots are,
 * or without any space, as programs write it. Undefined for every other text. Such a text is strict I-JSON: a repeated
 * member, an odd number or a comment would not come back. It is read by the engine itself, which is several times faster
 * than a parser that keeps places.
 */
export function parsePlainLayout(text: string, maxDepth: number): PlainText | undefined {
  const isIndented = text.startsWith('{\n  "') && text.endsWith('\n}\n');
  if (!isIndented && !text.startsWith('{"')) return undefined;
  // Half a surrogate pair, or a member that would set the prototype, would come back.
  if (text.includes('\\u') || text.includes('"__proto__"')) return undefined;
  // So might nesting over the limit.
  if (isIndented && text.includes(`\n${'  '.repeat(maxDepth)}`)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(value) || (!isIndented && isDeeper(value, maxDepth))) return undefined;
  const again = isIndented ? `${JSON.stringify(value, null, 2)}\n` : JSON.stringify(value);
  return again === text || (!isIndented && `${again}\n` === text) ? { value, isIndented } : undefined;
}

/** Whether lists and objects are nested in more than so many levels. */
function isDeeper(value: object, levels: number): boolean {
  if (levels === 0) return true;
  // The fastest of all loops over members and items, and what JSON.parse gives inherits none.
  for (const name in value) {
    const member: unknown = Reflect.get(value, name);
    if (typeof member === 'object' && member !== null && isDeeper(member, levels - 1)) return true;
  }
  return false;
}
