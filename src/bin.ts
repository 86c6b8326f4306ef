#!/usr/bin/env node
import type { Output } from './model/io.ts';

// 70 stands until the end, so that a run which never came to its answer can't pass a gate.
process.exitCode = 70;
// Without a handler Node would leave with 1, which is an answer.
process.once('uncaughtException', startFailed);

function startFailed(error: Error): void {
  process.stderr.write(`${error.stack ?? error}\nerror: assay could not start\n  hint: install it again\n`);
  process.exit(70);
}

// Node 20 starts to optimise code so early that a command of half a second spends a third of its time on code that it
// soon leaves. Other versions have other limits, and are left alone.
if (process.versions.node.startsWith('20.'))
  process.getBuiltinModule('node:v8').setFlagsFromString('--interrupt-budget=1000000');

const { fstatSync, statSync, writeSync } = process.getBuiltinModule('node:fs');
const { interrupted, main, printBug, stdoutUnwritable, workingFolderGone } = await import('./cli/main.ts');

/** Whether a stream is a terminal. Node's own answer loads its network code, so other streams are sorted out first. */
function isTerminal(fd: number): boolean {
  try {
    const stat = fstatSync(fd);
    if (!stat.isCharacterDevice() || stat.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev) return false;
    return process.getBuiltinModule('node:tty').isatty(fd);
  } catch {
    return false;
  }
}

/** A standard stream, written at once: nothing is left to flush when the process ends. */
function stream(fd: 1 | 2, onFailure: (error: unknown) => void): Output {
  let open = true;
  return {
    get isTTY() {
      return isTerminal(fd);
    },
    get columns() {
      return isTerminal(fd) ? (fd === 1 ? process.stdout : process.stderr).columns : undefined;
    },
    write(text: string) {
      const bytes = Buffer.from(text);
      for (let done = 0; open && done < bytes.length; ) {
        try {
          done += writeSync(fd, bytes, done);
        } catch (error) {
          const code = error instanceof Error && 'code' in error ? error.code : undefined;
          // The reader is slower than we are.
          if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
          else {
            open = false;
            // EPIPE: whoever reads has read enough (`| head`), and the verdict stands all the same.
            if (code !== 'EPIPE') onFailure(error);
          }
        }
      }
    },
  };
}

const io = {
  get cwd() {
    try {
      return process.cwd();
    } catch {
      throw workingFolderGone();
    }
  },
  env: process.env,
  stdout: stream(1, (error) => {
    throw stdoutUnwritable(error);
  }),
  stderr: stream(2, () => {}),
  now: () => new Date(),
  self: [process.execPath, ...process.argv.slice(1, 2)],
  forget: (name: string) => {
    delete process.env[name];
  },
};

// Files are written in one step without awaiting, so no signal finds a half-written one.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(interrupted(signal, io)));
process.off('uncaughtException', startFailed);
process.on('uncaughtException', (error) => process.exit(printBug(error, io)));

process.exitCode = await main(process.argv.slice(2), io);
