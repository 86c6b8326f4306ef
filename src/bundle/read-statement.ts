import { readFileBytes } from '../formats/read-file.ts';
import { lstatOf } from '../formats/read-stat.ts';
import { SIZE } from '../model/limits.ts';

/** The bytes of the statement beside a bundle; undefined where there is none. @throws AssayError those of readFileBytes */
export function readStatementBeside(file: string, shown: string): Uint8Array | undefined {
  if (lstatOf(file) === undefined) return undefined;
  return readFileBytes(file, shown, SIZE.manifest, { noFollow: true });
}
