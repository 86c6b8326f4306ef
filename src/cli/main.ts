import { EXIT, type ExitCode } from '../model/errors.ts';
import type { Io } from '../model/io.ts';
import type { Command } from './command.ts';
import { hasFlag } from './flag-tokens.ts';
import { printError } from './print-error.ts';
import { VERSION } from './version.ts';

export { interrupted, printBug, stdoutUnwritable, workingFolderGone } from './print-error.ts';

/**
 * The whole program: runs one command line and gives the exit code. Never throws; everything it says goes through `io`.
 * @param argv the arguments after the program's name
 * @param commands other commands than the registered ones, for tests
 */
export async function main(argv: readonly string[], io: Io, commands?: readonly Command[]): Promise<ExitCode> {
  try {
    if (hasFlag(argv, 'version') && !hasFlag(argv, 'help')) {
      io.stdout.write(`${VERSION}\n`);
      return EXIT.ok;
    }
    // Scripts ask for the version often, and it needs neither the parser nor the commands.
    const { runCall } = await import('./run-call.ts');
    return await runCall(argv, io, commands);
  } catch (error) {
    return report(error, argv, io);
  }
}

/** Where the error document can't be printed (a full disk behind `>`), that is what is told, on stderr. */
function report(error: unknown, argv: readonly string[], io: Io): ExitCode {
  try {
    return printError(error, argv, io);
  } catch (unwritable) {
    return printError(unwritable, argv, io);
  }
}
