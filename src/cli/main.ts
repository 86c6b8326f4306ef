import { EXIT, type ExitCode } from '../model/errors.ts';
import type { Io, Output } from '../model/io.ts';
import { checkCall, checkWords, commandMissing } from './check-call.ts';
import type { Command } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { makeContext } from './context.ts';
import { hasFlag } from './flag-tokens.ts';
import { helpText } from './help.ts';
import { planOutputs } from './outputs.ts';
import { parseCall } from './parse-call.ts';
import { printError } from './print-error.ts';
import { styleFor } from './style.ts';
import { type CommandNode, commandTree } from './tree.ts';
import { VERSION } from './version.ts';
import { writeResult } from './write-result.ts';

export { interrupted, printBug, stdoutUnwritable, workingFolderGone } from './print-error.ts';

/**
 * The whole program: runs one command line and gives the exit code. Never throws; everything it says goes through `io`.
 * @param argv the arguments after the program's name
 */
export async function main(
  argv: readonly string[],
  io: Io,
  commands: readonly Command[] = COMMANDS,
): Promise<ExitCode> {
  try {
    return await run(argv, io, commands);
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

async function run(argv: readonly string[], io: Io, commands: readonly Command[]): Promise<ExitCode> {
  const root = commandTree(commands);
  const call = parseCall(argv, root);
  if (hasFlag(argv, 'help')) {
    checkWords(call, root);
    return showHelp(call.node, argv, io, io.stdout, EXIT.ok);
  }
  if (hasFlag(argv, 'version')) {
    io.stdout.write(`${VERSION}\n`);
    return EXIT.ok;
  }
  const { command, args } = checkCall(call, root);
  if (command === undefined) return groupAlone(call.node, argv, io);
  const context = makeContext(args, io, commands);
  const plan = planOutputs(command, args, context);
  const { run: handler } = await command.load();
  const result = await handler(args, context);
  const style = styleFor(io.stdout, io.env, args.boolean('no-color'));
  await writeResult(result, plan, (text) => io.stdout.write(text), style);
  return result.exit;
}

/** A group without a verb shows what it has, and is no success: a script that forgot the verb must not pass. */
function groupAlone(node: CommandNode, argv: readonly string[], io: Io): ExitCode {
  if (hasFlag(argv, 'json')) throw commandMissing(node);
  return showHelp(node, argv, io, io.stderr, EXIT.usage);
}

function showHelp(node: CommandNode, argv: readonly string[], io: Io, sink: Output, exit: ExitCode): ExitCode {
  const width = Math.min(Math.max(sink.columns ?? 100, 60), 100);
  sink.write(helpText(node, styleFor(sink, io.env, hasFlag(argv, 'no-color')), width));
  return exit;
}
