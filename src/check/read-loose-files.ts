import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LoadedContract } from '../contract/model.ts';
import { readContract } from '../contract/read-contract.ts';
import { reason } from '../formats/read-file.ts';
import { AssayError } from '../model/errors.ts';

/**
 * Reads a contract whose files are not on disk: they are for a moment, because a source's schemas lie in other files.
 * @param name the contract's file; a folder's contract is looked for where it is undefined
 * @throws AssayError of readContract; temporary-unwritable (environment)
 */
export async function readLooseFiles(
  files: ReadonlyMap<string, Uint8Array>,
  name: string | undefined,
  shown: string,
): Promise<LoadedContract> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-contract-'));
  try {
    writeAll(folder, files, shown);
    return await readContract(name === undefined ? folder : join(folder, name), shown);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeAll(folder: string, files: ReadonlyMap<string, Uint8Array>, shown: string): void {
  for (const [path, bytes] of files) {
    if (path.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) continue;
    try {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes, { flag: 'wx' });
    } catch (error) {
      throw new AssayError({
        kind: 'environment',
        code: 'temporary-unwritable',
        message: `${shown} can't be laid out in the temporary folder: ${reason(error)}`,
        hint: 'make room there, or name a file or a folder instead',
      });
    }
  }
}
