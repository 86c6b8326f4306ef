import { forgetReads } from '../formats/read-file.ts';
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
import { styleFor } from './style.ts';
import { type CommandNode, commandTree } from './tree.ts';
import { writeResult } from './write-result.ts';

/**
 * Runs one command line: parses and judges it, lets the command's handler do the work, delivers the result.
 * @throws AssayError for what the shell or the handler refuses
 */
export async function runCall(
  argv: readonly string[],
  io: Io,
  commands: readonly Command[] = COMMANDS,
): Promise<ExitCode> {
  forgetReads();
  const root = commandTree(commands);
  const call = parseCall(argv, root);
  if (hasFlag(argv, 'help')) {
    checkWords(call, root);
    return showHelp(call.node, argv, io, io.stdout, EXIT.ok);
  }
  const { command, args } = checkCall(call, root);
  if (command === undefined) return groupAlone(call.node, argv, io);
  const context = makeContext(args, io, commands);
  const plan = planOutputs(command, args, context);
  const { run: handler } = await command.load();
  const result = await handler(args, context);
  const style = () => styleFor(io.stdout, io.env, args.boolean('no-color'));
  await writeResult(result, plan, (text) => io.stdout.write(text), style, command.resultIsPublic ?? false);
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
