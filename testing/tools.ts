import { spawnSync } from 'node:child_process';

/** True where a program can be started; says so once where it can't, for tests that then skip. */
export function commandExists(name: string, args: readonly string[] = ['--help']): boolean {
  const found = spawnSync(name, args, { stdio: 'ignore' }).error === undefined;
  if (!found) console.warn(`skipped: ${name} is not installed`);
  return found;
}
