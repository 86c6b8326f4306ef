import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { readFileBytes, reason } from '../formats/read-file.ts';
import { AssayError } from '../model/errors.ts';
import { instantText } from './policy.ts';

/** Lies in the repository's folder while one command changes it; clients never see it, for they read metadata/ and targets/. */
const NAME = '.assay-lock';
const HOLDER = /^process ([1-9]\d{0,9}) since (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\n$/;

/**
 * Takes a repository for this process alone, from what it reads to what it writes: of two publications at once one would
 * be lost. A lock is removed by whoever took it and by nobody else, however old it is.
 * @param shown the folder as people see it
 * @returns what gives the repository back
 * @throws AssayError repository-locked, output-unwritable (environment)
 */
export function takeKeeperLock(folder: string, shown: string, now: Date): () => void {
  const file = join(folder, NAME);
  let fd: number;
  try {
    fd = openSync(file, 'wx', 0o644);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // Where there is no folder there is nothing to guard: whoever wants to read it says so.
    if (code === 'ENOENT' || code === 'ENOTDIR') return () => undefined;
    throw code === 'EEXIST' ? locked(file, `${shown}/${NAME}`, shown) : unwritable(`${shown}/${NAME}`, error);
  }
  try {
    writeSync(fd, `process ${process.pid} since ${instantText(now)}\n`);
  } finally {
    closeSync(fd);
  }
  return () => rmSync(file, { force: true });
}

function locked(file: string, lock: string, shown: string): AssayError {
  const holder = holderOf(file, lock);
  const by = holder === undefined ? 'something unknown' : `process ${holder.pid} since ${holder.since}`;
  const gone = holder !== undefined && !isRunning(holder.pid);
  return new AssayError({
    kind: 'environment',
    code: 'repository-locked',
    message: `${shown} is being changed by ${by}${gone ? ', which does not run on this machine any more' : ''}`,
    hint: gone
      ? `where it did not run on another machine, it was killed: look at the repository with \`assay catalog repo status\`, then remove ${lock}`
      : `wait until it is done; where it was killed, remove ${lock}`,
    location: { path: lock },
  });
}

function holderOf(file: string, shown: string): { readonly pid: number; readonly since: string } | undefined {
  try {
    const text = Buffer.from(readFileBytes(file, shown, 100, { noFollow: true, replaceable: true })).toString('latin1');
    const [, pid, since] = HOLDER.exec(text) ?? [];
    return pid === undefined || since === undefined ? undefined : { pid: Number(pid), since };
  } catch {
    return undefined;
  }
}

/** Signal 0 reaches a process without doing anything; one of somebody else refuses it, and so is there. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function unwritable(shown: string, error: unknown): AssayError {
  return new AssayError({
    kind: 'environment',
    code: 'output-unwritable',
    message: `${shown} can't be written: ${reason(error)}`,
    hint: 'check the folder, its permissions and the free space',
    location: { path: shown },
  });
}
