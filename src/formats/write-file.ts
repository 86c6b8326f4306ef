import {
  closeSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { AssayError } from '../model/errors.ts';
import { reason } from './read-file.ts';
import { statOf } from './read-stat.ts';
import { type FileCopy, writeCopy } from './write-copy.ts';
import { makeFolder } from './write-folder.ts';

let counter = 0;

export interface WriteOptions {
  /** Permission bits; 0644 unless told, less what the umask takes. */
  readonly mode?: number;
  /** True: a file that is replaced keeps its permission bits. */
  readonly keepMode?: boolean;
  /** False: a file that is already there stays, and the call fails. True unless told. */
  readonly overwrite?: boolean;
}

/** What is written: bytes, text, or the content of another file. */
export type FileContent = Uint8Array | string | FileCopy;

export interface FileToWrite extends WriteOptions {
  /** Absolute path. */
  readonly file: string;
  readonly content: FileContent;
  /** The path as people should see it. */
  readonly shown: string;
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
  writeFilesAtomic([{ file, content, shown, ...options }]);
}

/**
 * Writes several files, all or none: each is complete under a temporary name before the first one takes its place, and
 * where one can't, those that replaced nothing go again.
 * A device or a pipe (`/dev/stderr`, `>(jq .)`) is written through, last: a rename would replace the device itself.
 * @throws AssayError output-unwritable, output-exists (environment, exit 6)
 */
export function writeFilesAtomic(files: readonly FileToWrite[]): void {
  const staged = new Map<FileToWrite, string>();
  const folders: string[] = [];
  const added: string[] = [];
  let current: FileToWrite | undefined;
  try {
    for (current of files) {
      if (isSpecial(current.file)) continue;
      counter += 1;
      const temporary = join(dirname(current.file), `.assay-${process.pid}-${counter}.tmp`);
      staged.set(current, temporary);
      folders.push(...makeFolder(dirname(current.file)));
      stage(temporary, current);
    }
    for (current of files) {
      const temporary = staged.get(current);
      if (temporary === undefined) continue;
      place(temporary, current.file, current.shown, current.overwrite ?? true);
      if (current.overwrite === false) added.push(current.file);
    }
    for (current of files) if (!staged.has(current)) writeThrough(current);
  } catch (error) {
    for (const file of [...staged.values(), ...added]) removeQuietly(() => rmSync(file, { force: true }));
    for (const folder of folders.reverse()) removeQuietly(() => rmdirSync(folder));
    throw error instanceof AssayError ? error : unwritable(current?.shown ?? 'the output', error);
  }
}

function stage(temporary: string, target: FileToWrite): void {
  const fd = openSync(temporary, 'wx', target.mode ?? 0o644);
  try {
    writeAll(fd, target.content);
    const replaced = target.keepMode === true ? statOf(target.file) : undefined;
    if (replaced !== undefined) fchmodSync(fd, replaced.mode & 0o777);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function writeAll(fd: number, content: FileContent): void {
  if (typeof content !== 'string' && !(content instanceof Uint8Array)) {
    writeCopy(fd, content);
    return;
  }
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  let written = 0;
  while (written < bytes.length) written += writeSync(fd, bytes, written);
}

/** Neither a file nor a folder: there is something to write to, and nothing to replace. */
function isSpecial(file: string): boolean {
  const stats = statOf(file);
  if (stats?.isDirectory()) throw Object.assign(new Error('a folder is in the way'), { code: 'EISDIR' });
  return stats !== undefined && !stats.isFile();
}

function writeThrough(target: FileToWrite): void {
  if (target.overwrite === false) throw alreadyThere(target.shown);
  const fd = openSync(target.file, 'w');
  try {
    writeAll(fd, target.content);
  } finally {
    closeSync(fd);
  }
}

function unwritable(shown: string, error: unknown): AssayError {
  return new AssayError({
    kind: 'environment',
    code: 'output-unwritable',
    message: `${shown} can't be written: ${reason(error)}`,
    hint: 'check the folder, its permissions and the free space',
    location: { path: shown },
  });
}

/** The first error is the one to report: that something can't be removed either says nothing new. */
function removeQuietly(remove: () => void): void {
  try {
    remove();
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
