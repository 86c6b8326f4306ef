import { createHash } from 'node:crypto';
import { closeSync, fstatSync, lstatSync, openSync, readSync, statSync } from 'node:fs';
import { openBundle } from '../bundle/read-bundle.ts';
import { readSnapshot } from '../contract/read-snapshot.ts';
import { reason } from '../formats/read-file.ts';
import { AssayError, inputError } from '../model/errors.ts';
import { attempt } from './attempt.ts';
import { contentDigest } from './bundle-digest.ts';

const CHUNK = 1024 * 1024;

/**
 * The digests by which a candidate may name what lies at a path: of a folder its content's, of a file its bytes', and of a
 * contract snapshot also the contract's own.
 * @throws AssayError input-unreadable, and those of openBundle for a folder
 */
export async function readArtifactDigests(file: string, shown: string): Promise<readonly [string, ...string[]]> {
  if (isFolder(file, shown)) return [contentDigest(openBundle(file, shown))];
  const bytes = digestFile(file, shown);
  if (!file.endsWith('.json')) return [bytes];
  const snapshot = await attempt(() => readSnapshot(file, shown));
  return snapshot.ok ? [bytes, snapshot.value.digest] : [bytes];
}

function isFolder(file: string, shown: string): boolean {
  try {
    return lstatSync(file).isDirectory();
  } catch (error) {
    throw unreadable(error, shown);
  }
}

/**
 * The digest of a file's bytes, read in pieces: an artifact may be larger than anything that is parsed.
 * @throws AssayError input-unreadable
 */
export function digestFile(file: string, shown: string): string {
  let fd: number | undefined;
  try {
    // A pipe would be waited for, and a device never ends.
    if (!statSync(file).isFile()) throw irregular(shown);
    fd = openSync(file, 'r');
    if (!fstatSync(fd).isFile()) throw irregular(shown);
    const hash = createHash('sha256');
    const chunk = new Uint8Array(CHUNK);
    for (let count = readSync(fd, chunk); count > 0; count = readSync(fd, chunk)) hash.update(chunk.subarray(0, count));
    return `sha256:${hash.digest('hex')}`;
  } catch (error) {
    throw error instanceof AssayError ? error : unreadable(error, shown);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

const HINT = 'give the path of the artifact: a file, or the folder of an unpacked bundle';

function unreadable(error: unknown, shown: string): Error {
  return inputError('input-unreadable', `${shown} can't be read: ${reason(error)}`, HINT, { path: shown });
}

function irregular(shown: string): Error {
  return inputError('input-unreadable', `${shown} is no regular file`, HINT, { path: shown });
}
