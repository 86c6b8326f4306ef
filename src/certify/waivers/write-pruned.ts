import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { reason } from '../../formats/read-file.ts';
import { AssayError } from '../../model/errors.ts';

/** Removes files below a folder. @throws AssayError output-unwritable (environment), naming the file that stayed */
export function removeFiles(root: string, paths: readonly string[]): void {
  for (const path of paths)
    try {
      rmSync(join(root, path));
    } catch (error) {
      throw new AssayError({
        kind: 'environment',
        code: 'output-unwritable',
        message: `${path} can't be removed: ${reason(error)}`,
        hint: 'check its permissions, and prune again',
        location: { path },
      });
    }
}
