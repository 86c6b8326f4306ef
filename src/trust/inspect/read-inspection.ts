import { readFileBytes } from '../../formats/read-file.ts';
import { SIZE } from '../../model/limits.ts';
import type { PassphraseSource } from '../keys/parse-key.ts';
import { openKeyFile, openToOthers } from '../keys/read-key-file.ts';
import { inspectBytes } from './inspect-bytes.ts';
import type { Inspection } from './inspection.ts';

/**
 * Reads and inspects a file of keys. A private key that others may read is refused, as wherever one is read.
 * @param file path to open @param shown path for messages
 * @throws AssayError key-file-permissions (integrity), and those of readFileBytes and inspectBytes
 */
export function readInspection(file: string, shown: string, passphrase: PassphraseSource): Inspection {
  let mode = 0;
  const judgeMode = (found: number): void => {
    mode = found;
  };
  const bytes = readFileBytes(file, shown, SIZE.document, { judgeMode });
  const inspection = inspectBytes(bytes, shown, passphrase);
  if (inspection.kind !== 'private-key') return inspection;
  bytes.fill(0);
  if (openToOthers(mode)) throw openKeyFile(shown, mode);
  return inspection;
}
