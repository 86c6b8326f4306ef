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
  if (output.file === input.file)
    throw usageError(
      'output-is-the-input',
      `${input.shown} is both the input and the output`,
      'give the output a file of its own',
    );
  return output;
}
