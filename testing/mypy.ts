import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PYTHON } from './python.ts';

/** What mypy has against Python files under --strict, line by line; it has to be there. @param files text by path */
export function mypy(files: ReadonlyMap<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'assay-mypy-'));
  try {
    for (const [name, text] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const options = ['--strict', '--python-version', '3.11', '--no-error-summary', '--cache-dir', '/dev/null', '.'];
    const { status, stdout, stderr } = spawnSync(PYTHON ?? 'python3', ['-m', 'mypy', ...options], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (status !== 0 && status !== 1) throw new Error(`mypy ended with ${status}: ${stderr}`);
    return stdout.split('\n').filter((line) => line !== '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
