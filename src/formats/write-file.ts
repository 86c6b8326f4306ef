import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AssayError } from '../model/errors.ts';
import { reason } from './read-file.ts';

let counter = 0;

/**
 * Writes a file so that nobody ever sees half of it: temporary name beside it, fsync, rename. Makes missing folders.
 * @throws AssayError output-unwritable (environment, exit 6)
 */
export function writeFileAtomic(file: string, content: Uint8Array | string, shown: string = file): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  counter += 1;
  const temporary = join(dirname(file), `.assay-${process.pid}-${counter}.tmp`);
  try {
    mkdirSync(dirname(file), { recursive: true });
    const fd = openSync(temporary, 'wx', 0o644);
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(fd, bytes, written);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new AssayError({
      kind: 'environment',
      code: 'output-unwritable',
      message: `${shown} can't be written: ${reason(error)}`,
      hint: 'check the folder, its permissions and the free space',
      location: { path: shown },
    });
  }
}
