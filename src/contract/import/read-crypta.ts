import { readFileBytes } from '../../formats/read-file.ts';
import { parseJson } from '../../model/json/parse.ts';
import { SIZE } from '../../model/limits.ts';
import type { ContractSource } from '../model.ts';
import { refuseLeaks } from '../refuse-leaks.ts';
import { importCrypta } from './crypta.ts';

/** A crypta contract as a native source, and the exact bytes that it was read from. */
export interface ReadCrypta {
  readonly source: ContractSource;
  readonly bytes: Uint8Array;
}

/**
 * Reads a crypta contract document: strict JSON whose numbers are all integers.
 * @param file absolute path @param shown the path as people see it
 * @throws AssayError of kind input, or leak-found (integrity)
 */
export function readCrypta(file: string, shown: string): ReadCrypta {
  const bytes = readFileBytes(file, shown, SIZE.document);
  const document = parseJson(bytes, { path: shown, integersOnly: true });
  refuseLeaks(document, 'a contract');
  return { source: importCrypta(document), bytes };
}
