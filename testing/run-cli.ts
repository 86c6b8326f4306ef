import type { Command } from '../src/cli/command.ts';
import { COMMANDS } from '../src/cli/commands/index.ts';
import { main } from '../src/cli/main.ts';
import type { ExitCode } from '../src/model/errors.ts';
import type { Output } from '../src/model/io.ts';

export interface RunOptions {
  readonly cwd: string;
  /** The whole environment; empty unless told. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the clock says; 2026-01-31T12:00:00Z unless told. */
  readonly now?: string;
  /** Commands other than the real ones, for the shell's own tests. */
  readonly commands?: readonly Command[];
  readonly tty?: boolean;
}

export interface CliRun {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line in-process through `main`, with a fake Io. */
export async function runCli(argv: readonly string[], options: RunOptions): Promise<CliRun> {
  const stdout = new Sink(options.tty ?? false);
  const stderr = new Sink(options.tty ?? false);
  const env: Record<string, string | undefined> = { ...options.env };
  const io = {
    cwd: options.cwd,
    env,
    stdout,
    stderr,
    now: () => new Date(options.now ?? '2026-01-31T12:00:00Z'),
    forget: (name: string) => {
      delete env[name];
    },
  };
  const exit = await main(argv, io, options.commands ?? COMMANDS);
  return { exit, stdout: stdout.text, stderr: stderr.text };
}

class Sink implements Output {
  text = '';
  readonly isTTY: boolean;
  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }
  write(text: string): void {
    this.text += text;
  }
}
