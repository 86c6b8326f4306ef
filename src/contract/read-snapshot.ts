import { existsSync } from 'node:fs';
import { readFileBytes } from '../formats/read-file.ts';
import { inputError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import type { KnownItems } from './known-items.ts';
import type { LoadedContract } from './model.ts';
import { readContract } from './read-contract.ts';

/**
 * Reads a file that must be a snapshot.
 * @param known what was read before, where several contracts are read
 * @throws AssayError snapshot-expected (input) for another form of contract, and what readContract throws
 */
export async function readSnapshot(file: string, shown: string, known?: KnownItems): Promise<LoadedContract> {
  const contract = await readContract(file, shown, known);
  if (contract.form === 'snapshot') return contract;
  throw inputError(
    'snapshot-expected',
    `${shown} is a contract, but no snapshot`,
    'write it with `assay api snapshot`',
    {
      path: shown,
    },
  );
}

/** The exact bytes of a committed snapshot, whatever they hold; undefined where there is no such file. */
export function readCommitted(file: string, shown: string): Uint8Array | undefined {
  return existsSync(file) ? readFileBytes(file, shown, SIZE.document, { replaceable: true }) : undefined;
}
