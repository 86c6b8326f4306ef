import { basename, join } from 'node:path';
import { readFileBytes } from '../formats/read-file.ts';
import { statOf } from '../formats/read-stat.ts';
import { type Digest, digestBytes } from '../model/digest.ts';
import { SIZE } from '../model/limits.ts';
import type { LoadedContract } from './model.ts';
import { readContract } from './read-contract.ts';

/**
 * Reads a contract together with the digest of the exact bytes of its file. What a source's schema files hold is in
 * the contract's own digest.
 * @throws AssayError as readContract
 */
export async function readCandidate(
  file: string,
  shown: string,
): Promise<{ readonly contract: LoadedContract; readonly inputDigest: Digest }> {
  const contract = await readContract(file, shown);
  const isFolder = statOf(file)?.isDirectory() ?? false;
  const bytes = readFileBytes(isFolder ? join(file, basename(contract.path)) : file, contract.path, SIZE.document);
  return { contract, inputDigest: digestBytes(bytes) };
}
