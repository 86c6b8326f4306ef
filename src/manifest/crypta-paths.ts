import { CONTROL, isJavaBlank, javaTrim } from '../formats/java-text.ts';

/** Names that a bundle's root keeps for distribution metadata, whatever their case. */
const SIDECARS: ReadonlySet<string> = new Set([
  'cryptad-app.digests',
  'cryptad-app.signature',
  'cryptad-app.catalog',
  'cryptad-app.catalog.signature',
]);

export type PathResult = { readonly path: string } | { readonly fault: string };

/**
 * A path relative to the bundle's root, as `app.exec` is written: backslashes are separators; absolute paths, drive
 * letters, blank, `.` and `..` segments and the names of sidecars are faults.
 */
export function relativePath(value: string): PathResult {
  const path = javaTrim(value).replaceAll('\\', '/');
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return { fault: 'is not a relative path' };
  for (const segment of path.split('/')) {
    if (isJavaBlank(segment)) return { fault: 'has an empty part' };
    if (segment === '.' || segment === '..') return { fault: 'leaves the bundle or has a "." part' };
  }
  return SIDECARS.has(path.toLowerCase()) ? { fault: 'names a distribution sidecar' } : { path };
}

/** The stricter form of `app.ui.entry` and migration commands: no colon and no control character either. */
export function strictRelativePath(value: string): PathResult {
  const result = relativePath(value);
  if ('fault' in result) return result;
  if (result.path.includes(':')) return { fault: 'has a colon' };
  return CONTROL.test(result.path) ? { fault: 'has a control character' } : result;
}

/** An absolute path of the shell's own origin, as `/app/node/#queue`. */
export function shellPath(value: string): PathResult {
  if (!value.startsWith('/') || value.startsWith('//')) return { fault: 'is not an absolute local path' };
  if (/[\s\u0000-\u0020\u007f-\u009f"<>\\^`{|}]|%(?![0-9a-fA-F]{2})/.test(value) || value.split('#').length > 2)
    return { fault: 'has a character that no URL path has' };
  return { path: value };
}
