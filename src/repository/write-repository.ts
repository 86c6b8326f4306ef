import { rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FileContent, writeFilesAtomic } from '../formats/write-file.ts';

/** What a command changes in a repository's folder; paths are relative to it. */
export interface RepositoryChange {
  /** In the order in which they take their places: what names others comes after them. */
  readonly write: readonly (readonly [path: string, content: FileContent])[];
  /** Removed after everything was written. */
  readonly remove: readonly string[];
}

/**
 * Makes a change: every file is complete under a temporary name before the first takes its place, and the last of them
 * is what makes the others be seen.
 * @param shown the folder as people see it
 * @throws AssayError output-unwritable (environment), content-changed (integrity)
 */
export function writeRepository(folder: string, shown: string, { write, remove }: RepositoryChange): void {
  writeFilesAtomic(write.map(([path, content]) => ({ file: join(folder, path), content, shown: `${shown}/${path}` })));
  for (const path of remove) {
    rmSync(join(folder, path), { force: true });
    removeEmpty(folder, dirname(path));
  }
}

/** Removes the folders that a file leaves empty, up to the repository's own. */
function removeEmpty(folder: string, path: string): void {
  for (let inside = path; inside !== '.' && inside !== ''; inside = dirname(inside)) {
    try {
      rmdirSync(join(folder, inside));
    } catch {
      // It still holds something, or is gone already.
      return;
    }
  }
}
