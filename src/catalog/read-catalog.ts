import { lstatSync } from 'node:fs';
import { readFileBytes } from '../formats/read-file.ts';
import { inputError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { parseCatalog } from './crypta-catalog.ts';
import { parseEntryDescriptor } from './entry-descriptor.ts';
import type { CryptaCatalog, EntryDescriptor } from './model.ts';

/**
 * Reads a crypta catalog of at most 1 MiB from a regular file. Nothing is said about its signature.
 * @param file path to open @param shown path for messages
 * @throws AssayError of kind input: invalid-catalog-source, and those of readFileBytes and parseCatalog
 */
export function readCatalog(file: string, shown: string): CryptaCatalog {
  return parseCatalog(readSource(file, shown), shown);
}

/**
 * Reads a catalog entry descriptor of at most 1 MiB from a regular file.
 * @param file path to open @param shown path for messages
 * @throws AssayError of kind input: invalid-catalog-source, and those of readFileBytes and parseEntryDescriptor
 */
export function readEntryDescriptor(file: string, shown: string): EntryDescriptor {
  return parseEntryDescriptor(readSource(file, shown), shown);
}

function readSource(file: string, shown: string): Uint8Array {
  if (isLink(file))
    throw inputError('invalid-catalog-source', `${shown} is a symbolic link`, 'give the path of the file itself', {
      path: shown,
    });
  return readFileBytes(file, shown, SIZE.catalog, { noFollow: true });
}

/** Whether there is a link to refuse; any other trouble is for the reader to tell. */
function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}
