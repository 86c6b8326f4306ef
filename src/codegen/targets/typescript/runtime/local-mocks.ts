/** Answers of `.palette/app-services.local.json`, by target or by target and payload. */
export type LocalMocks = { readonly [key: string]: unknown };

/**
 * The local mock of a call: of its target and payload, else of its target. A payload is looked for as Python writes
 * what travels, `json.dumps(payload, sort_keys=True, separators=(",", ":"))`, since that is how the files are keyed.
 * @param payload a JSON value
 */
export function localAnswer(
  local: LocalMocks,
  target: string,
  payload: unknown,
): { readonly answer: unknown } | undefined {
  const key = [`${target} ${pythonJson(payload)}`, target].find((candidate) => Object.hasOwn(local, candidate));
  return key === undefined ? undefined : { answer: local[key] };
}

function pythonJson(value: unknown): string {
  if (typeof value === 'string') return pythonString(value);
  if (typeof value === 'number') return pythonNumber(value);
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).sort(([a], [b]) => byCodePoint(a, b));
  return `{${members.map(([key, member]) => `${pythonString(key)}:${pythonJson(member)}`).join(',')}}`;
}

/** ASCII alone: what is none is escaped, half by half where it takes two. */
function pythonString(text: string): string {
  const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(text).replace(/[^ -~]/g, escaped);
}

/** Both languages write the fewest digits that are the number; Python begins with exponents at smaller fractions. */
function pythonNumber(value: number): string {
  if (value === 0 || Math.abs(value) >= 1e-4) return String(value);
  return value.toExponential().replace(/e-(\d)$/, 'e-0$1');
}

/** Python's order of text; JavaScript's own differs beyond U+D7FF. */
function byCodePoint(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (const [at, char] of left.entries()) {
    const difference = (char.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
