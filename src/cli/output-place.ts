import { dirname } from 'node:path';
import { usageError } from '../model/errors.ts';
import type { Place } from './client-places.ts';
import type { Args, Context } from './command.ts';

/**
 * The one file that `--output` names; undefined where stdout takes the result.
 * @param input what is read and must not be written over
 * @throws AssayError output-is-the-input (usage)
 */
export function outputPlace(args: Args, context: Context, input: Place): Place | undefined {
  const path = args.string('output');
  if (path === undefined) return undefined;
  const output = context.resolve(path);
  if (writesOver(input, output))
    throw usageError(
      'output-is-the-input',
      `${input.shown} is both the input and the output`,
      'give the output a file of its own',
    );
  return output;
}

const CONTRACT_IN_FOLDER = /[/\\]contract\.(?:ya?ml|json)$/;

/** Whether the output would replace the input; a folder stands for the contract in it. */
export function writesOver(input: Place, output: Place): boolean {
  if (output.file === input.file) return true;
  return dirname(output.file) === input.file && CONTRACT_IN_FOLDER.test(output.file);
}
