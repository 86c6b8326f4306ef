import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { inputError, integrityError } from '../model/errors.ts';
import { reason } from './read-file.ts';

/** What a file gets that is copied in pieces, because it may be too large to hold. */
export interface FileCopy {
  /** Path to open. */
  readonly from: string;
  /** The path as people should see it. */
  readonly shown: string;
  /** 64 lower-case hex digits: this content is copied, or none. */
  readonly sha256: string;
}

const PIECE = 256 * 1024;

/**
 * Copies a file's content to an open file, and demands that it is the one that was verified before.
 * @throws AssayError input-unreadable (input); content-changed (integrity)
 */
export function writeCopy(to: number, { from, shown, sha256 }: FileCopy): void {
  const fd = openFile(from, shown);
  try {
    // Only as much as there is now, so that a file that grows all the time is not copied for ever.
    const { size } = fstatSync(fd);
    const hash = createHash('sha256');
    const piece = new Uint8Array(PIECE);
    for (let copied = 0; copied < size; ) {
      const count = readSync(fd, piece, 0, Math.min(PIECE, size - copied), null);
      if (count === 0) break;
      hash.update(piece.subarray(0, count));
      for (let written = 0; written < count; ) written += writeSync(to, piece, written, count - written);
      copied += count;
    }
    if (hash.digest('hex') !== sha256)
      throw integrityError(
        'content-changed',
        `${shown} is not the file with the digest sha256:${sha256} that was verified; nothing was written`,
        'get the right file, and run again when nothing writes to it',
        { path: shown },
      );
  } finally {
    closeSync(fd);
  }
}

function openFile(file: string, shown: string): number {
  try {
    return openSync(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch (error) {
    throw inputError(
      'input-unreadable',
      `${shown} can't be read: ${reason(error)}`,
      'check the path and its permissions',
      { path: shown },
    );
  }
}
