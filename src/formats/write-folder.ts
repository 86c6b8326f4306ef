import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { statOf } from './read-stat.ts';

/**
 * Makes a folder and the missing ones above it, and gives those that it made, outermost first.
 * Node's own recursive mkdir never returns where a file system refuses the name of a new entry (as /proc does).
 * @throws the operating system's error
 */
export function makeFolder(folder: string): string[] {
  const missing: string[] = [];
  for (let path = folder; !isFolder(path); path = dirname(path)) {
    missing.unshift(path);
    if (dirname(path) === path) break;
  }
  for (const path of missing) make(path);
  return missing;
}

/** Another process may make the same folder at the same time; a file there is a part of the path that is no folder. */
function make(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (isFolder(path)) return;
    throw statOf(path) === undefined ? error : Object.assign(new Error('a file is in the way'), { code: 'ENOTDIR' });
  }
}

function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() ?? false;
}
