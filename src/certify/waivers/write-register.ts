import { join } from 'node:path';
import { readFileBytes } from '../../formats/read-file.ts';
import { lstatOf } from '../../formats/read-stat.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import { digestBytes } from '../../model/digest.ts';
import { AssayError } from '../../model/errors.ts';
import { SIZE } from '../../model/limits.ts';

/** True where there is something at the register's path, whatever it is. */
export function registerExists(root: string, path: string): boolean {
  return lstatOf(join(root, path)) !== undefined;
}

/**
 * Replaces the register, or writes the first, where it is still the one that was followed: signing may take a while, and
 * two that follow one register would each lose what the other says.
 * @param before digest of the file that was read, absent where there was none
 * @throws AssayError register-changed, output-unwritable (environment)
 */
export function writeRegister(root: string, path: string, text: string, before: string | undefined): void {
  const file = join(root, path);
  const now = registerExists(root, path)
    ? digestBytes(readFileBytes(file, path, SIZE.document, { noFollow: true }))
    : undefined;
  if (now !== before)
    throw new AssayError({
      kind: 'environment',
      code: 'register-changed',
      message: `${path} is not the register any more that this one follows; nothing is written`,
      hint: 'somebody else signed one meanwhile: run the command again',
      location: { path },
    });
  writeFileAtomic(file, text, path);
}
