import { reason } from '../formats/read-file.ts';
import { AssayError, EXIT, type ExitCode } from '../model/errors.ts';
import type { Location } from '../model/finding.ts';
import type { Io } from '../model/io.ts';
import { hasFlag } from './flag-tokens.ts';
import { printableLine } from './printable.ts';
import { styleFor } from './style.ts';

/** What `--json` prints where there is no result (format: contracts/schemas/error). */
export interface ErrorDocument {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly hint: string;
    /** The code that an imported system uses for the same failure. */
    readonly legacyCode?: string;
    readonly location?: Location;
  };
}

export function errorDocument(error: AssayError): ErrorDocument {
  const { code, message, hint, legacyCode, location } = error;
  return { error: { code, message, hint, ...(legacyCode ? { legacyCode } : {}), ...(location ? { location } : {}) } };
}

/** Says what stopped the run: a document on stdout under --json, else lines on stderr. Gives the exit code. */
export function printError(error: unknown, argv: readonly string[], io: Io): ExitCode {
  if (!(error instanceof AssayError)) return printBug(error, io);
  if (hasFlag(argv, 'json') && error.code !== 'stdout-unwritable') {
    io.stdout.write(`${JSON.stringify(errorDocument(error), null, 2)}\n`);
    return error.exitCode;
  }
  const style = styleFor(io.stderr, io.env, hasFlag(argv, 'no-color'));
  const lines = [`${style.error('error:')} ${printableLine(error.message)}`];
  const place = error.location === undefined ? '' : placeOf(error.location);
  // Parsers say the place in the message already.
  if (!error.message.includes(place)) lines.push(`  at ${printableLine(place)}`);
  lines.push(`  ${style.bold('hint:')} ${printableLine(error.hint)}`);
  io.stderr.write(`${lines.join('\n')}\n`);
  return error.exitCode;
}

/** Anything that is no AssayError is ours to mend. The stack names files without the folders of this machine. */
export function printBug(error: unknown, io: Io): ExitCode {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const stack = text.replace(FOLDERS, '$1');
  io.stderr.write(`${stack}\nerror: this is a bug in assay\n  hint: ${REPORT}\n`);
  return EXIT.bug;
}

const FOLDERS = /(?:file:\/\/)?\/[^\s()]*?\/(node_modules\/[^\s()]+|[^\s()/]+)(?=:\d+:\d+)/g;
const REPORT = 'report it with the lines above and the output of assay --version';

function placeOf({ path, line, column }: Location): string {
  return [path, line, column].filter((part) => part !== undefined).join(':');
}

/** Says that the run was stopped from outside. Gives the exit code. */
export function interrupted(signal: string, io: Io): ExitCode {
  io.stderr.write(`error: interrupted by ${signal}; nothing half-written is left behind\n`);
  return EXIT.incomplete;
}

/** The error for a result that can't be delivered: a full disk behind `>`. */
export function stdoutUnwritable(error: unknown): AssayError {
  return environmentError(
    'stdout-unwritable',
    `standard output can't be written: ${reason(error)}`,
    'check where it is redirected to',
  );
}

/** The error for a working directory that was removed. */
export function workingFolderGone(): AssayError {
  return environmentError('working-folder-gone', 'the working directory is gone', 'change to a folder that exists');
}

function environmentError(code: string, message: string, hint: string): AssayError {
  return new AssayError({ kind: 'environment', code, message, hint });
}
