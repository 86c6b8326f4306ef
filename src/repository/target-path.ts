const LONGEST = 512;

/**
 * The source of an expression for paths that every server and every file system takes as they are: no segment is empty,
 * `.` or `..`.
 * @param end an expression of what follows a path
 */
export function pathSource(end: string): string {
  const segment = `(?!\\.{1,2}(?:/|${end}))[A-Za-z0-9._+@-]{1,255}`;
  return `(?=[A-Za-z0-9._+@/-]{1,${LONGEST}}${end})${segment}(?:/${segment})*`;
}

const PATH = new RegExp(`^${pathSource('$')}$`);
const PATTERN = /^[A-Za-z0-9._+@*-]{1,255}$/;

/** True for a path that {@link pathSource} takes. */
export function isTargetPath(path: string): boolean {
  return PATH.test(path);
}

/** True for a pattern of paths: as a path, with `*` for any run of characters within one segment. */
export function isPattern(pattern: string): boolean {
  return (
    pattern.length <= LONGEST &&
    pattern
      .split('/')
      .every((segment) => PATTERN.test(segment) && !/^\.{1,2}$/.test(segment) && !segment.includes('**'))
  );
}

/** Whether any of some patterns takes a path (TUF 1.0, §4.5): segment by segment, `*` never matches a slash. */
export function matcher(patterns: readonly string[]): (path: string) => boolean {
  const expressions = patterns.map(expressionOf);
  return (path) => expressions.some((expression) => expression.test(path));
}

/**
 * What stands between two `*` is looked for once, from the left: a lookahead never tries another place. That finds every
 * match there is, and no pattern costs more than one pass over each segment.
 */
function expressionOf(pattern: string): RegExp {
  let groups = 0;
  const segments = pattern.split('/').map((segment) => {
    const [first = '', ...rest] = segment.split('*').map((part) => part.replace(/[.+]/g, '\\$&'));
    const last = rest.pop();
    const middle = rest.map((part) => {
      groups += 1;
      return `(?=([^/]*?${part}))\\${groups}`;
    });
    return last === undefined ? first : `${first}${middle.join('')}[^/]*${last}`;
  });
  return new RegExp(`^${segments.join('/')}$`);
}

/** True where one path matches both patterns. */
export function patternsMeet(a: string, b: string): boolean {
  const [one, other] = [a.split('/'), b.split('/')];
  return one.length === other.length && one.every((segment, at) => segmentsMeet(segment, other[at] ?? ''));
}

/**
 * Where both have a `*`, a text that begins as the longer beginning and ends as the longer end has room between them for
 * all that either asks for.
 */
function segmentsMeet(a: string, b: string): boolean {
  if (!a.includes('*')) return matcher([b])(a);
  if (!b.includes('*')) return matcher([a])(b);
  const [startA, startB] = [a.slice(0, a.indexOf('*')), b.slice(0, b.indexOf('*'))];
  const [endA, endB] = [a.slice(a.lastIndexOf('*') + 1), b.slice(b.lastIndexOf('*') + 1)];
  return (startA.startsWith(startB) || startB.startsWith(startA)) && (endA.endsWith(endB) || endB.endsWith(endA));
}

/** The name under which a target is stored: its digest before its last segment (TUF 1.0, consistent snapshots). */
export function storedName(path: string, sha256: string): string {
  const slash = path.lastIndexOf('/') + 1;
  return `${path.slice(0, slash)}${sha256}.${path.slice(slash)}`;
}

/** The digest in the name under which a target is stored; undefined for another name. */
export function storedDigest(stored: string): string | undefined {
  return /^(?:.*\/)?([0-9a-f]{64})\.[^/]+$/.exec(stored)?.[1];
}
