/** The grammar of Semantic Versioning 2.0.0 (semver.org, FAQ). */
const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/;

/** True for a semantic version, without loading the library that compares them. */
export function isSemver(version: string): boolean {
  return version.length <= 256 && SEMVER.test(version);
}

/** True for a semantic version, and for the first one or two numbers of one: `4`, `4.1`. */
export function isPlatformVersion(version: string): boolean {
  return isSemver(version) || (version.length <= 256 && /^(0|[1-9]\d*)(?:\.(0|[1-9]\d*))?$/.test(version));
}

/**
 * Precedence by Semantic Versioning 2.0.0 §11: negative where the first comes before, 0 where neither does (build
 * metadata counts for nothing), undefined where one of them is no semantic version.
 */
export function compareVersions(first: string, second: string): number | undefined {
  if (!isSemver(first) || !isSemver(second)) return undefined;
  const [a, b] = [partsOf(first), partsOf(second)];
  const core = compareLists(a.core, b.core);
  if (core !== 0) return core;
  // A release comes after every pre-release of it.
  if (a.labels.length === 0 || b.labels.length === 0) return b.labels.length - a.labels.length;
  return compareLists(a.labels, b.labels);
}

function partsOf(version: string): { readonly core: string[]; readonly labels: string[] } {
  const [unbuilt = ''] = version.split('+');
  const dash = unbuilt.indexOf('-');
  if (dash === -1) return { core: unbuilt.split('.'), labels: [] };
  return { core: unbuilt.slice(0, dash).split('.'), labels: unbuilt.slice(dash + 1).split('.') };
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    const order = compareIdentifiers(left, right);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Numbers by size, whatever their length; numbers before words; words by their ASCII order. */
function compareIdentifiers(a: string, b: string): number {
  const [left, right] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (left !== right) return left ? -1 : 1;
  if (left && a.length !== b.length) return a.length - b.length;
  return a === b ? 0 : a < b ? -1 : 1;
}
