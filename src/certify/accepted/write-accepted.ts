import { join } from 'node:path';
import { writeFileAtomic } from '../../formats/write-file.ts';

/** Where the lists are. */
export function acceptedFile(root: string, path: string): string {
  return join(root, path);
}

/** Writes the lists, one line each. @throws AssayError output-unwritable (environment) */
export function writeAccepted(root: string, path: string, lines: readonly string[]): void {
  writeFileAtomic(acceptedFile(root, path), lines.join(''), path);
}
