import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { AssayError, inputError } from '../model/errors.ts';
import { tooLarge } from '../model/json/parse.ts';

export interface ReadOptions {
  /** Refuse a path whose last part is a symbolic link. */
  readonly noFollow?: boolean;
  /** The run may replace this file: it is read only to be compared with what would be written. */
  readonly replaceable?: boolean;
  /** Called with the open file's permission bits before anything is read; throws where they won't do. */
  readonly judgeMode?: (mode: number) => void;
}

/** What this run has read, by device and inode: a path can be written in many ways, and links lead to one file. */
const reads = new Set<string>();
/** The paths that were opened for it. */
const paths = new Set<string>();

/** Every file that this run has read as input, by the path it was opened with. */
export function readPaths(): readonly string[] {
  return [...paths];
}

/** True where the file at a path is one that this run has read as input, whatever the path is called. */
export function wasRead(file: string): boolean {
  try {
    return reads.has(identityOf(statSync(file)));
  } catch {
    // What can't be looked at is not there, or the writer will say why.
    return false;
  }
}

/** Remembers an open file as read; for readers that open files themselves. */
export function noteRead(stats: Stats): void {
  reads.add(identityOf(stats));
}

/** Begins a new run. */
export function forgetReads(): void {
  reads.clear();
  paths.clear();
}

function identityOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}

/**
 * Reads one regular file of at most `maxBytes` bytes. The size is taken from the open file, so that a swap between
 * look and read can't pass.
 * @param file path to open @param shown path for messages
 * @throws AssayError input-unreadable, input-not-a-file, input-too-large
 */
export function readFileBytes(file: string, shown: string, maxBytes: number, options: ReadOptions = {}): Uint8Array {
  let fd: number;
  try {
    // Without O_NONBLOCK, opening a FIFO that nobody writes to would wait forever.
    const noFollow = options.noFollow ? constants.O_NOFOLLOW : 0;
    fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK | noFollow);
  } catch (error) {
    throw inputError(
      'input-unreadable',
      `${shown} can't be read: ${reason(error)}`,
      'check the path and its permissions',
      { path: shown },
    );
  }
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile())
      throw inputError('input-not-a-file', `${shown} is not a regular file`, 'give the path of a file', {
        path: shown,
      });
    options.judgeMode?.(stat.mode & 0o777);
    if (stat.size > maxBytes) throw tooLarge(shown, stat.size, maxBytes);
    if (!options.replaceable) {
      noteRead(stat);
      paths.add(file);
    }
    return readAll(fd, stat.size, shown, maxBytes);
  } finally {
    closeSync(fd);
  }
}

function readAll(fd: number, size: number, shown: string, maxBytes: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const chunk = new Uint8Array(Math.max(size - total, 1) + 1);
    const count = readSome(fd, chunk, shown);
    if (count === 0) break;
    total += count;
    if (total > maxBytes) throw tooLarge(shown, total, maxBytes);
    chunks.push(chunk.subarray(0, count));
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/** @throws AssayError read-failed (environment): the file is open, and the disk or the system fails to give it */
function readSome(fd: number, chunk: Uint8Array, shown: string): number {
  try {
    return readSync(fd, chunk, 0, chunk.length, null);
  } catch (error) {
    throw new AssayError({
      kind: 'environment',
      code: 'read-failed',
      message: `${shown} can't be read to its end: ${reason(error)}`,
      hint: 'check the disk, and that it is an ordinary file',
      location: { path: shown },
    });
  }
}

/** The operating system's reason in words that carry no path. */
export function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EEXIST':
      return 'something else lies there';
    case 'ENAMETOOLONG':
      return 'a name in the path is too long';
    case 'EISDIR':
      return 'it is a directory';
    case 'ENOTDIR':
      return 'a part of the path is not a directory';
    case 'ELOOP':
      return 'it is a symbolic link, or too many lead there';
    case 'ENOSPC':
      return 'no space left on the device';
    case 'EROFS':
      return 'the file system is read-only';
    default:
      return code || 'unknown reason';
  }
}
