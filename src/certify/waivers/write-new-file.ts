import { join } from 'node:path';
import { writeFileAtomic } from '../../formats/write-file.ts';
import { AssayError } from '../../model/errors.ts';

const MOST = 1000;

/**
 * Writes a file under a name that nothing has yet: `name.json`, else `name.2.json` and so on. Nothing is ever replaced.
 * @returns the path as people see it @throws AssayError those of writeFileAtomic (environment)
 */
export function writeNewFile(root: string, folder: string, name: string, content: string): string {
  for (let number = 1; ; number += 1) {
    const file = `${name}${number === 1 ? '' : `.${number}`}.json`;
    try {
      writeFileAtomic(join(root, folder, file), content, `${folder}/${file}`, { overwrite: false });
      return `${folder}/${file}`;
    } catch (error) {
      const taken = error instanceof AssayError && error.code === 'output-exists';
      if (!taken || number === MOST) throw error;
    }
  }
}
