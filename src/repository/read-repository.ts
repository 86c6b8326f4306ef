import { createHash } from 'node:crypto';
import { closeSync, constants, type Dirent, fstatSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { noteRead, readFileBytes, reason } from '../formats/read-file.ts';
import { AssayError, inputError } from '../model/errors.ts';
import { byCodeUnit } from '../model/order.ts';
import { breach } from './breach.ts';
import type { RepositorySource } from './model.ts';

/** Most files that are looked at, so that a folder without end costs no time. */
const MOST_FILES = 100_000;
const MOST_DEPTH = 16;

/** A repository's folder, read and never followed out of. */
export interface RepositoryFolder extends RepositorySource {
  readonly folder: string;
  readonly path: string;
  /** Paths of the files below targets, in code-unit order. */
  readonly targetFiles: readonly string[];
  /** Where a target is stored, for whoever opens it. */
  place(stored: string): { readonly file: string; readonly shown: string };
  /** A target's size and digest, read to its end or to one byte beyond the length that is expected. */
  digestOf(stored: string, length: number): { readonly size: number; readonly sha256: string } | undefined;
}

/**
 * Looks into a repository's folder. Links and special files are refused: what is verified must be what is served.
 * @param folder path to open @param path of the folder as shown to people
 * @throws AssayError input-unreadable (input); file-special, metadata-limit (integrity)
 */
export function openRepository(folder: string, path: string): RepositoryFolder {
  checkFolder(folder, path);
  const metadata = new Set(filesBelow(folder, 'metadata', path).filter((name) => !name.includes('/')));
  const targets = filesBelow(folder, 'targets', path);
  const known = new Set(targets);
  const place = (stored: string) => ({ file: join(folder, 'targets', stored), shown: `${path}/targets/${stored}` });
  const read = (file: string, shown: string, maxBytes: number): Uint8Array => {
    try {
      return readFileBytes(file, shown, maxBytes, { noFollow: true, replaceable: true });
    } catch (error) {
      if (error instanceof AssayError && error.code === 'input-too-large')
        throw breach('metadata-too-large', `has more than ${maxBytes} bytes`, shown);
      throw error;
    }
  };
  return {
    folder,
    path,
    targetFiles: targets,
    place,
    metadata: (name, maxBytes) =>
      metadata.has(name) ? read(join(folder, 'metadata', name), `${path}/metadata/${name}`, maxBytes) : undefined,
    metadataNames: () => [...metadata].sort(byCodeUnit),
    document: (name, maxBytes) => (known.has(name) ? read(place(name).file, place(name).shown, maxBytes) : undefined),
    shown: (name) => `${path}/metadata/${name}`,
    shownDocument: (name) => place(name).shown,
    digestOf: (stored, length) => (known.has(stored) ? digestFile(place(stored), length) : undefined),
  };
}

function checkFolder(folder: string, path: string): void {
  let entries: readonly string[];
  try {
    entries = readdirSync(folder);
  } catch (error) {
    throw inputError('input-unreadable', `${path} can't be read: ${reason(error)}`, 'give the folder of a repository', {
      path,
    });
  }
  for (const name of ['metadata', 'targets', 'staged', 'draft'])
    if (entries.includes(name) && !lstatSync(join(folder, name)).isDirectory())
      throw breach('file-special', 'is no folder', `${path}/${name}`);
}

/** Paths of the regular files below a folder, in code-unit order; nothing where there is no such folder. */
export function filesBelow(folder: string, name: string, path: string): string[] {
  const found: string[] = [];
  const walk = (inside: string, depth: number): void => {
    for (const entry of entriesOf(join(folder, name, inside))) {
      const below = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory() && depth < MOST_DEPTH) walk(below, depth + 1);
      else if (entry.isFile()) found.push(below);
      else throw breach('file-special', 'is a link, a special file, or a folder too deep', `${path}/${name}/${below}`);
      if (found.length > MOST_FILES)
        throw breach('metadata-limit', `has more than ${MOST_FILES} files`, `${path}/${name}`);
    }
  };
  walk('', 0);
  return found.sort(byCodeUnit);
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw inputError(
      'input-unreadable',
      `a folder of the repository can't be read: ${reason(error)}`,
      'check its permissions',
    );
  }
}

function digestFile(
  { file, shown }: { readonly file: string; readonly shown: string },
  length: number,
): { readonly size: number; readonly sha256: string } {
  let fd: number;
  try {
    fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch (error) {
    throw inputError('input-unreadable', `${shown} can't be read: ${reason(error)}`, 'check its permissions', {
      path: shown,
    });
  }
  try {
    noteRead(fstatSync(fd));
    const hash = createHash('sha256');
    const chunk = new Uint8Array(256 * 1024);
    let size = 0;
    while (size <= length) {
      const count = readSync(fd, chunk, 0, Math.min(chunk.length, length + 1 - size), null);
      if (count === 0) break;
      hash.update(chunk.subarray(0, count));
      size += count;
    }
    return { size, sha256: hash.digest('hex') };
  } finally {
    closeSync(fd);
  }
}
