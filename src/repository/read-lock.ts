import type { CatalogLock } from '../formats/generated/catalog-lock.ts';
import validateLock from '../formats/generated/validators/catalog-lock.js';
import { readFileBytes } from '../formats/read-file.ts';
import { lstatOf } from '../formats/read-stat.ts';
import { validateDocument } from '../formats/validate.ts';
import { parseJson } from '../model/json/parse.ts';
import { DEPTH, SIZE } from '../model/limits.ts';

/**
 * Reads a consumer's lock. It may be raised by the same run.
 * @throws AssayError those of readFileBytes, parseJson and validateDocument (input)
 */
export function readLock(file: string, shown: string): CatalogLock {
  const bytes = readFileBytes(file, shown, SIZE.document, { replaceable: true });
  return parseLock(bytes, shown);
}

/** @throws AssayError those of parseJson and validateDocument (input) */
export function parseLock(bytes: Uint8Array, path: string): CatalogLock {
  const document = parseJson(bytes, { path, maxDepth: DEPTH.signedMetadata });
  return validateDocument<CatalogLock>(document, validateLock, 'catalog lock');
}

/** Whether there is a lock, or anything else at its path. */
export function lockExists(file: string): boolean {
  return lstatOf(file) !== undefined;
}
