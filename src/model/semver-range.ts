const NUMBER = '(?:0|[1-9]\\d{0,15})';
const ANY = '[xX*]';
const LABELS = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const PATCH = `${NUMBER}(?:-${LABELS})?(?:\\+${LABELS})?`;
// After a wildcard npm takes wildcards only.
const PARTIAL = `v?(?:${ANY}(?:\\.${ANY}){0,2}|${NUMBER}(?:\\.(?:${ANY}(?:\\.${ANY})?|${NUMBER}(?:\\.(?:${ANY}|${PATCH}))?))?)`;
const COMPARATOR = `(?:(?:[<>]=?|=|\\^|~>?)\\s*)?${PARTIAL}`;
const SET = new RegExp(`^(?:${PARTIAL}\\s+-\\s+${PARTIAL}|${COMPARATOR}(?:\\s+${COMPARATOR})*)?$`);
const LONGEST = 256;

/** True for a range as npm's semver reads it, without loading that library. */
export function isSemverRange(range: string): boolean {
  return range.length <= LONGEST && range.split('||').every((set) => SET.test(set.trim()));
}

/**
 * The one major version that a range admits, for the forms that say so: `1.2.3`, `1.x`, `^1.2.0`, `~1.2`, and
 * `>=1.2.0 <2.0.0`. Undefined for every other range, even where arithmetic would find one.
 */
export function soleMajor(range: string): number | undefined {
  const text = range.trim();
  if (!isSemverRange(text)) return undefined;
  const single = /^(?:[\^~=v]\s*)?([1-9]\d*)(?:\.[^\s|]*)?$/.exec(text)?.[1];
  if (single !== undefined) return Number(single);
  const [, from, below] = /^>=\s*([1-9]\d*)(?:\.[^\s|]*)?\s+<\s*([1-9]\d*)(?:\.0){0,2}(?:-0)?$/.exec(text) ?? [];
  return from !== undefined && Number(below) === Number(from) + 1 ? Number(from) : undefined;
}
