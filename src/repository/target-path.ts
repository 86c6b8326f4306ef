const PATH = /^(?!\.{1,2}(?:\/|$))[A-Za-z0-9._+@-]{1,255}(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._+@-]{1,255})*$/;
const PATTERN = /^[A-Za-z0-9._+@*-]{1,255}$/;
const LONGEST = 512;

/** True for a path that every server and every file system takes as it is: no segment is empty, `.` or `..`. */
export function isTargetPath(path: string): boolean {
  return path.length <= LONGEST && PATH.test(path);
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
  const split = patterns.map((pattern) => pattern.split('/').map((segment) => segment.split('*')));
  return (path) => {
    const segments = path.split('/');
    return split.some(
      (parts) =>
        parts.length === segments.length && parts.every((each, at) => matchesSegment(each, segments[at] ?? '')),
    );
  };
}

/** Greedy from both ends, so that no pattern costs more than one pass. @param parts what stands between the `*` */
function matchesSegment(parts: readonly string[], segment: string): boolean {
  const [first = ''] = parts;
  if (parts.length === 1) return first === segment;
  const last = parts.at(-1) ?? '';
  if (!segment.startsWith(first) || segment.length < first.length + last.length || !segment.endsWith(last))
    return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = segment.indexOf(part, at);
    if (found === -1 || found + part.length > segment.length - last.length) return false;
    at = found + part.length;
  }
  return at <= segment.length - last.length;
}

/** The name under which a target is stored: its digest before its last segment (TUF 1.0, consistent snapshots). */
export function storedName(path: string, sha256: string): string {
  const slash = path.lastIndexOf('/') + 1;
  return `${path.slice(0, slash)}${sha256}.${path.slice(slash)}`;
}
