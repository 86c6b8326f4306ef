import { readFileBytes } from '../../formats/read-file.ts';
import { SIZE } from '../../model/limits.ts';
import { type LoadedTrustStore, parseTrustStore } from './parse-trust-store.ts';

/**
 * Reads a trust document.
 * @param file path to open @param shown path for messages
 * @throws AssayError those of readFileBytes and parseTrustStore
 */
export function readTrustStore(file: string, shown: string): LoadedTrustStore {
  return parseTrustStore(readFileBytes(file, shown, SIZE.document), shown);
}
