import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

export interface CommandPlace {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** The most that it may write to stdout. */
  readonly maxBytes: number;
}

/** How a command ended by itself, with what it wrote to stdout; or why it did not get that far, in words that follow its name. */
export type CommandEnd =
  | { readonly kind: 'exited'; readonly status: number; readonly stdout: Uint8Array }
  | { readonly kind: 'stopped'; readonly why: string };

/** What is left of a group has this long between the request to end and its end. */
const GRACE_MS = 1000;
const POLL_MS = 20;

/**
 * Runs a program without a shell, in a process group of its own, so that nothing it started outlives it: what is left
 * of the group when it ends, takes too long, writes too much or when this process exits is ended with it.
 */
export async function readCommand(program: string, args: readonly string[], place: CommandPlace): Promise<CommandEnd> {
  const { cwd, env, timeoutSeconds, maxBytes } = place;
  const child = spawn(program, args, { cwd, env: { ...env }, detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  const atExit = (): void => void signalGroup(child, 'SIGKILL');
  process.once('exit', atExit);
  const chunks: Buffer[] = [];
  let stopped: string | undefined;
  const stop = (why: string): void => {
    if (stopped !== undefined) return;
    stopped = why;
    child.stdout.destroy();
    void endGroup(child);
  };
  let written = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    written += chunk.length;
    if (written > maxBytes) stop(`wrote more than ${maxBytes} bytes`);
    else chunks.push(chunk);
  });
  const timer = setTimeout(() => stop(`did not end within ${timeoutSeconds} seconds`), timeoutSeconds * 1000);
  try {
    const ended = await endOf(child);
    return stopped === undefined ? ended(chunks) : { kind: 'stopped', why: stopped };
  } finally {
    clearTimeout(timer);
    await endGroup(child);
    process.off('exit', atExit);
  }
}

/** Waits for the program and, once what it left behind is ended, for the rest of its output. */
function endOf(child: ChildProcess): Promise<(chunks: readonly Buffer[]) => CommandEnd> {
  return new Promise((resolve) => {
    child.once('exit', () => void endGroup(child));
    child.once('error', (error) => {
      const why = 'code' in error && error.code === 'ENOENT' ? 'is not there' : "can't be started";
      resolve(() => ({ kind: 'stopped', why }));
    });
    child.once('close', (status, signal) =>
      resolve((chunks) =>
        status === null
          ? { kind: 'stopped', why: `was ended by ${signal}` }
          : { kind: 'exited', status, stdout: Buffer.concat(chunks) },
      ),
    );
  });
}

/** Asks what is left of a group to end, and ends what does not. */
async function endGroup(child: ChildProcess): Promise<void> {
  if (!signalGroup(child, 'SIGTERM')) return;
  for (let waited = 0; waited < GRACE_MS; waited += POLL_MS) {
    await pause(POLL_MS);
    if (!signalGroup(child, 0)) return;
  }
  signalGroup(child, 'SIGKILL');
}

/** Whether there was anything to signal. Where there are no process groups (Windows), the program alone is. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (child.pid === undefined) return false;
  if (process.platform === 'win32') return child.exitCode === null && child.kill(signal);
  try {
    return process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}
