import { usageError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import type { Args, Command, Context } from './command.ts';
import { outputFormats } from './common-options.ts';

/** One `--output <format>[=<path>]`; without a file it is printed on stdout. */
export interface OutputTarget {
  readonly format: string;
  readonly file?: string;
  readonly shown?: string;
}

export interface OutputPlan {
  /** Reports to write to files. */
  readonly files: readonly Required<OutputTarget>[];
  /** What stdout carries; nothing under --quiet where files take the result. */
  readonly stdout: string | undefined;
}

/**
 * Decides, before any work is done, where each form of the result goes. stdout carries one of them.
 * @throws AssayError output-format-unknown, output-path-missing, output-path-repeated, output-stdout-repeated
 */
export function planOutputs(command: Command, args: Args, context: Context): OutputPlan {
  const formats = outputFormats(command);
  // A command that makes one file has an `output` flag of its own, which is a path.
  const targets = command.options.output
    ? []
    : args.strings('output').map((text) => parseTarget(text, formats, context));
  const files = targets.filter((target): target is Required<OutputTarget> => target.file !== undefined);
  const printed = targets.filter(({ file }) => file === undefined).map(({ format }) => format);
  if (args.boolean('json')) printed.unshift('json');
  if (printed.length > 1)
    throw usageError(
      'output-stdout-repeated',
      `stdout carries one result, and ${printed.length} are asked for: ${printed.join(', ')}`,
      'give all but one a path: --output <format>=<path>',
    );
  const repeated = files.find(({ file }, index) => files.findIndex((other) => other.file === file) !== index);
  if (repeated !== undefined)
    throw usageError('output-path-repeated', `two outputs go to ${quote(repeated.shown)}`, 'give each its own path');
  const silent = args.boolean('quiet') && (files.length > 0 || args.string('output') !== undefined);
  return { files, stdout: printed[0] ?? (silent ? undefined : 'text') };
}

function parseTarget(text: string, formats: readonly string[], context: Context): OutputTarget {
  const equals = text.indexOf('=');
  const format = equals === -1 ? text : text.slice(0, equals);
  if (!formats.includes(format)) {
    const guess = nearest(format, formats);
    throw usageError(
      'output-format-unknown',
      `there is no output format ${quote(format)}`,
      guess === undefined ? `one of: ${formats.join(', ')}` : `did you mean ${guess}?`,
    );
  }
  if (equals === -1) return { format };
  const path = text.slice(equals + 1);
  if (path === '')
    throw usageError(
      'output-path-missing',
      `--output ${format}= names no file`,
      `write --output ${format}=<path>, or --output ${format} for stdout`,
    );
  return { format, ...context.resolve(path) };
}
