import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const CONFIG_NAME = 'assay.config.json';

/** Where the configuration is, or where the project begins without one. */
export interface ConfigPlace {
  /** Absolute path of the configuration file; undefined where none was named or found. */
  readonly file: string | undefined;
  /** The configuration's folder; the working directory where there is none. */
  readonly root: string;
}

/**
 * Finds the configuration without reading it: the file that was named, else assay.config.json in the working directory
 * or the nearest folder above. The search ends at the first folder with a `.git`, so that a file planted above the
 * checkout (in /tmp, say) can't steer a build.
 */
export function placeConfig(cwd: string, named: string | undefined): ConfigPlace {
  if (named !== undefined) {
    const file = resolve(cwd, named);
    return { file, root: dirname(file) };
  }
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, CONFIG_NAME);
    if (existsSync(file)) return { file, root: folder };
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return { file: undefined, root: cwd };
  }
}
