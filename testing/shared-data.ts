import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectRoot = resolve(fileURLToPath(new URL('..', import.meta.url)));

/** Absolute path of a file or folder in the data folder outside the repository; undefined (and said once) where it is missing. */
export function sharedData(path: string): string | undefined {
  const folder = resolve(projectRoot, process.env.ASSAY_DATA ?? '../shared/data');
  const found = join(folder, path);
  if (existsSync(found)) return found;
  console.warn(`skipped: ${path} is not in the data folder (set ASSAY_DATA)`);
  return undefined;
}
