import type { JsonValue } from './value.ts';

/** Half a surrogate pair, as only an escape can write it into a well-formed text. */
const SURROGATE = /\\u[dD][89a-fA-F]/;
/**
 * What the engine itself reads in a text, several times faster than a parser that keeps places; undefined for a text that
 * strict I-JSON refuses, or that somebody has to look at more closely. A repeated member is in the text twice and in the
 * value once, so that its members are counted in both.
 */
export function parseByEngine(text: string, maxDepth: number): JsonValue | undefined {
  if (!text.isWellFormed() || SURROGATE.test(text)) return undefined;
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return countMembers(value, maxDepth) === countNames(text) ? value : undefined;
}

/**
 * How many members' names end in a text, with a quote and a colon. Nothing else outside of strings looks so, and within one
 * it only makes the count larger.
 */
function countNames(text: string): number {
  let count = 0;
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    let before = colon - 1;
    while (SPACES.has(text.charCodeAt(before))) before -= 1;
    if (text.charCodeAt(before) === QUOTE) count += 1;
  }
  return count;
}

const QUOTE = 0x22;
/** Space, tab, line feed and carriage return, as in RFC 8259. */
const SPACES: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** Members at every depth; NaN where there are too many levels, a `__proto__`, or a number that is out of range. */
function countMembers(value: JsonValue, levels: number): number {
  if (typeof value === 'number') return Number.isFinite(value) ? 0 : Number.NaN;
  if (typeof value !== 'object' || value === null) return 0;
  if (levels === 0) return Number.NaN;
  let count = 0;
  if (isList(value)) {
    for (const item of value) count += countMembers(item, levels - 1);
    return count;
  }
  // The fastest of all loops over members, and what JSON.parse gives inherits none.
  for (const name in value) {
    if (name === '__proto__') return Number.NaN;
    count += 1 + countMembers(value[name] ?? null, levels - 1);
  }
  return count;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
