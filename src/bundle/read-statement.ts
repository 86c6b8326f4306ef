import { lstatSync } from 'node:fs';
import { readFileBytes } from '../formats/read-file.ts';
import { SIZE } from '../model/limits.ts';

/** The bytes of the statement beside a bundle; undefined where there is none. @throws AssayError those of readFileBytes */
export function readStatementBeside(file: string, shown: string): Uint8Array | undefined {
  if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
  return readFileBytes(file, shown, SIZE.manifest, { noFollow: true });
}
