/**
 * Whether a Python version is in a range, as far as both are written with numbers alone: the operators of PEP 440, and
 * poetry's caret and tilde. Undefined for everything else.
 */
export function inPythonRange(version: string, range: string): boolean | undefined {
  const release = numbers(version);
  if (release === undefined) return undefined;
  let answer: boolean | undefined = true;
  for (const part of range.split(',').map((each) => each.trim())) {
    if (part === '' || part === '*') continue;
    const [, operator = '', bound = ''] = /^(~=|==|!=|<=|>=|<|>|\^|~)?\s*([\d.]{1,60})$/.exec(part) ?? [];
    const limit = numbers(bound);
    if (limit === undefined) {
      answer = undefined;
      continue;
    }
    if (!holds(release, operator === '' ? '==' : operator, limit)) return false;
  }
  return answer;
}

function numbers(version: string): number[] | undefined {
  return /^\d{1,9}(?:\.\d{1,9}){0,5}$/.test(version) ? version.split('.').map(Number) : undefined;
}

function holds(release: readonly number[], operator: string, limit: readonly number[]): boolean {
  const order = compare(release, limit);
  switch (operator) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      return order >= 0 && compare(release, next(operator, limit)) < 0;
  }
}

/** The first version that is too new for `^1.2`, `~1.2` or `~=1.2`. */
function next(operator: string, limit: readonly number[]): number[] {
  const firstSet = limit.findIndex((part) => part > 0);
  const index =
    { '^': firstSet === -1 ? limit.length - 1 : firstSet, '~': Math.min(1, limit.length - 1) }[operator] ??
    Math.max(0, limit.length - 2);
  return limit.slice(0, index + 1).map((part, at) => (at === index ? part + 1 : part));
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const order = (a[at] ?? 0) - (b[at] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
