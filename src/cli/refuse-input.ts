import { wasRead } from '../formats/read-file.ts';
import { usageError } from '../model/errors.ts';

/**
 * Refuses to write over a file that this run has read, however its path is written.
 * @throws AssayError output-is-the-input (usage)
 */
export function refuseInput({ file, shown }: { readonly file: string; readonly shown: string }): void {
  if (wasRead(file))
    throw usageError(
      'output-is-the-input',
      `${shown} is an input of this run, and the output would replace it`,
      'give the output a file of its own',
    );
}
