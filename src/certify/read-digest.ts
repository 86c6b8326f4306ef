import { join } from 'node:path';
import { readFileBytes } from '../formats/read-file.ts';
import { type Digest, digestBytes } from '../model/digest.ts';
import type { AssayError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { type Attempt, attempt } from './attempt.ts';

/** The digest of a file's bytes, whatever they mean; nothing where they can't be read. */
export async function digestOfFile(root: string, path: string): Promise<{ digest?: Digest }> {
  const bytes: Attempt<Uint8Array> = await attempt(() => readFileBytes(join(root, path), path, SIZE.document));
  return bytes.ok ? { digest: digestBytes(bytes.value) } : {};
}

/** What the file holds that could not be read; nothing where there is no file. */
export async function digestOfDamage(
  root: string,
  path: string,
  { location }: AssayError,
): Promise<{ digest?: Digest }> {
  return digestOfFile(root, location?.path ?? path);
}
