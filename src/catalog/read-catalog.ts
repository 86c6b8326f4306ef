import { lstatSync } from 'node:fs';
import { readFileBytes } from '../formats/read-file.ts';
import { AssayError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { parseEntryDescriptor } from './entry-descriptor.ts';
import type { EntryDescriptor } from './model.ts';
import { parseSecurityPolicy } from './security-policy.ts';

/**
 * Reads the exact bytes of a catalog or descriptor: a regular file of at most 1 MiB.
 * @param file path to open @param shown path for messages
 * @throws AssayError of kind input: invalid-catalog-source, and those of readFileBytes
 */
export function readCatalogBytes(file: string, shown: string): Uint8Array {
  if (isLink(file))
    throw new AssayError({
      kind: 'input',
      code: 'invalid-catalog-source',
      legacyCode: 'invalid_catalog_source',
      message: `${shown} is a symbolic link`,
      hint: 'give the path of the file itself',
      location: { path: shown },
    });
  return readFileBytes(file, shown, SIZE.catalog, { noFollow: true });
}

/**
 * Reads a catalog entry descriptor of at most 1 MiB from a regular file.
 * @param file path to open @param shown path for messages
 * @throws AssayError of kind input: invalid-catalog-source, and those of readFileBytes and parseEntryDescriptor
 */
export function readEntryDescriptor(file: string, shown: string): EntryDescriptor {
  return parseEntryDescriptor(readCatalogBytes(file, shown), shown);
}

/**
 * Reads a security policy of at most 1 MiB from a regular file.
 * @param file path to open @param shown path for messages
 * @throws AssayError of kind input: invalid-catalog-source, and those of readFileBytes and parseSecurityPolicy
 */
export function readSecurityPolicyFile(file: string, shown: string): ReturnType<typeof parseSecurityPolicy> {
  return parseSecurityPolicy(readCatalogBytes(file, shown), shown);
}

/** Whether there is a link to refuse; any other trouble is for the reader to tell. */
function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}
