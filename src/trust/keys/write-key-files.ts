import { lstatOf } from '../../formats/read-stat.ts';
import { alreadyThere, writeFilesAtomic } from '../../formats/write-file.ts';

/** One file of a new key. */
export interface KeyFile {
  readonly file: string;
  readonly shown: string;
  readonly content: string;
  /** Readable by its owner alone. */
  readonly secret: boolean;
}

/**
 * Writes the files of a new key, secrets with mode 0600. Looks at all places first, so that a name already taken
 * leaves none of the files behind.
 * @throws AssayError output-exists, output-unwritable (environment)
 */
export function writeKeyFiles(files: readonly KeyFile[], overwrite: boolean): void {
  if (!overwrite) for (const { file, shown } of files) if (isTaken(file)) throw alreadyThere(shown);
  writeFilesAtomic(files.map(({ secret, ...rest }) => ({ ...rest, mode: secret ? 0o600 : 0o644, overwrite })));
}

function isTaken(file: string): boolean {
  return lstatOf(file) !== undefined;
}
