import { lstatSync, type Stats } from 'node:fs';
import { reason } from '../formats/read-file.ts';
import { inputError } from '../model/errors.ts';
import type { Bundle } from './model.ts';
import { openDirectory } from './read-directory.ts';
import { openZip } from './read-zip.ts';

/**
 * Opens a bundle by what its path names: a directory, or a zip archive.
 * @param path path to open @param shown path for messages
 * @throws AssayError input-unreadable, bundle-kind, and those of openDirectory and openZip
 */
export function openBundle(path: string, shown: string): Bundle {
  const stat = statOf(path, shown);
  if (stat.isDirectory()) return openDirectory(path, shown);
  if (stat.isFile()) return openZip(path, shown);
  throw inputError(
    'bundle-kind',
    `${shown} is ${stat.isSymbolicLink() ? 'a symbolic link' : 'neither a directory nor a file'}`,
    'give the path of the bundle itself: a directory or a zip archive',
    { path: shown },
  );
}

function statOf(path: string, shown: string): Stats {
  try {
    return lstatSync(path);
  } catch (error) {
    throw inputError(
      'input-unreadable',
      `${shown} can't be read: ${reason(error)}`,
      'give the path of a bundle: a directory or a zip archive',
      { path: shown },
    );
  }
}
