import { basename, isAbsolute, normalize, relative, sep } from 'node:path';
import { printableLine } from './printable.ts';

/**
 * A path as outputs show it, with `/` between folders: relative to the project where it lies inside, so that a report
 * does not depend on the working directory. Outside, a relative path stays as typed and an absolute one is cut to its
 * last name, so that no home or workspace folder reaches an output.
 */
export function shownPath(typed: string, file: string, root: string): string {
  const inside = relative(root, file);
  if (inside === '') return '.';
  if (inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)) return posix(inside);
  return isAbsolute(typed) ? posix(basename(file) || sep) : posix(normalize(typed));
}

/** A line feed in a name must not begin a line of its own in a report. */
function posix(path: string): string {
  return printableLine(sep === '/' ? path : path.replaceAll(sep, '/'));
}
