import { closeSync, constants, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { reason } from '../formats/read-file.ts';
import { inputError } from '../model/errors.ts';
import type { Bundle } from './model.ts';
import { openDirectory } from './read-directory.ts';
import { openZip } from './read-zip.ts';
import type { ArchiveProfile } from './tar/archive-rules.ts';
import { openTgz } from './tar/read-tgz.ts';

/**
 * Opens a bundle by what its path names: a directory, a zip archive or a .tgz, which its first bytes tell apart.
 * @param path path to open @param shown path for messages
 * @param profile how strictly an archive is read; the tolerant one unless told
 * @throws AssayError input-unreadable, bundle-kind, and those of openDirectory, openZip and openTgz
 */
export function openBundle(path: string, shown: string, profile: ArchiveProfile = 'safe'): Bundle {
  const stat = statOf(path, shown);
  if (stat.isDirectory()) return openDirectory(path, shown);
  if (stat.isFile()) return isGzip(path, shown) ? openTgz(path, shown, { profile }) : openZip(path, shown, { profile });
  throw inputError(
    'bundle-kind',
    `${shown} is ${stat.isSymbolicLink() ? 'a symbolic link' : 'neither a directory nor a file'}`,
    'give the path of the bundle itself: a directory, a zip archive or a .tgz',
    { path: shown },
  );
}

function statOf(path: string, shown: string): Stats {
  try {
    return lstatSync(path);
  } catch (error) {
    throw unreadable(error, shown);
  }
}

function unreadable(error: unknown, shown: string): Error {
  return inputError(
    'input-unreadable',
    `${shown} can't be read: ${reason(error)}`,
    'give the path of a bundle: a directory, a zip archive or a .tgz',
    { path: shown },
  );
}

/** By name or by the first two bytes: a .tgz that is not gzip is refused as what it says it is. */
export function isGzip(path: string, shown: string): boolean {
  if (/\.(?:tgz|tar\.gz|tar)$/i.test(path)) return true;
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw unreadable(error, shown);
  }
  try {
    const magic = new Uint8Array(2);
    return readSync(fd, magic, 0, 2, 0) === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
  } catch (error) {
    throw unreadable(error, shown);
  } finally {
    closeSync(fd);
  }
}
