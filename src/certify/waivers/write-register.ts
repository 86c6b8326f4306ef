import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../../formats/write-file.ts';

/** True where there is something at the register's path, whatever it is. */
export function registerExists(root: string, path: string): boolean {
  return lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined;
}

/** Replaces the register, or writes the first. @throws AssayError output-unwritable (environment) */
export function writeRegister(root: string, path: string, text: string): void {
  writeFileAtomic(join(root, path), text, path);
}
