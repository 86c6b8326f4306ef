import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The root of the git work tree that a path lies in (a folder with `.git`, or a file of that name in a linked tree). */
export function enclosingRepository(file: string): string | undefined {
  for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
