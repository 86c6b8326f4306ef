import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AssayError } from '../model/errors.ts';
import { reason } from './read-file.ts';

let counter = 0;

export interface WriteOptions {
  /** Permission bits; 0644 unless told, less what the umask takes. */
  readonly mode?: number;
  /** False: a file that is already there stays, and the call fails. True unless told. */
  readonly overwrite?: boolean;
}

/**
 * Writes a file so that nobody ever sees half of it: temporary name beside it, fsync, rename. Makes missing folders.
 * @throws AssayError output-unwritable, output-exists (environment, exit 6)
 */
export function writeFileAtomic(
  file: string,
  content: Uint8Array | string,
  shown: string = file,
  options: WriteOptions = {},
): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  counter += 1;
  const temporary = join(dirname(file), `.assay-${process.pid}-${counter}.tmp`);
  try {
    mkdirSync(dirname(file), { recursive: true });
    const fd = openSync(temporary, 'wx', options.mode ?? 0o644);
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(fd, bytes, written);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    place(temporary, file, shown, options.overwrite ?? true);
  } catch (error) {
    removeQuietly(temporary);
    if (error instanceof AssayError) throw error;
    throw new AssayError({
      kind: 'environment',
      code: 'output-unwritable',
      message: `${shown} can't be written: ${reason(error)}`,
      hint: 'check the folder, its permissions and the free space',
      location: { path: shown },
    });
  }
}

/** The first error is the one to report: that a temporary file can't be removed either says nothing new. */
function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {}
}

/** A rename replaces what is there; a hard link fails where something is, in one step that nobody can slip between. */
function place(temporary: string, file: string, shown: string, overwrite: boolean): void {
  if (overwrite) {
    renameSync(temporary, file);
    return;
  }
  try {
    linkSync(temporary, file);
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'EEXIST' ? alreadyThere(shown) : error;
  }
  rmSync(temporary);
}

/** The error for a file that must not be replaced. */
export function alreadyThere(shown: string): AssayError {
  return new AssayError({
    kind: 'environment',
    code: 'output-exists',
    message: `${shown} already exists`,
    hint: 'give another path, or --overwrite to replace it',
    location: { path: shown },
  });
}
