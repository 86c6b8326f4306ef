import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { JsonValue } from '../src/model/json/value.ts';

/** A CPython that generated code runs on: `ASSAY_PYTHON`, else the machine's own; undefined, and said, without one. */
export const PYTHON: string | undefined = found();

function found(): string | undefined {
  const program = process.env.ASSAY_PYTHON ?? 'python3';
  const code = 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else 1)';
  if (spawnSync(program, ['-c', code], { stdio: 'ignore' }).status === 0) return program;
  console.warn(`skipped: ${program} is no Python 3.11 or later`);
  return undefined;
}

/** True where a module can be imported; says so where it can't, for tests that then skip. */
export function pythonHas(module: string): boolean {
  if (PYTHON === undefined) return false;
  if (spawnSync(PYTHON, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0) return true;
  console.warn(`skipped: ${PYTHON} has no ${module}`);
  return false;
}

/**
 * Runs Python in a process and a folder of its own. Warnings are errors, except for the one about deprecated targets.
 * @param files text by path within the folder, which is on the path
 * @param code leaves what comes back, by way of JSON, in `result`
 */
export async function runPython(
  files: ReadonlyMap<string, string>,
  code: string,
  args: readonly string[] = [],
): Promise<JsonValue> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-python-'));
  try {
    for (const [name, text] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const end = 'import json as _json, sys as _sys; _sys.stdout.write("\\n" + _json.dumps(result))';
    writeFileSync(join(folder, 'main.py'), `${code}\n${end}\n`);
    const child = spawn(PYTHON ?? 'python3', ['-B', '-W', 'error', 'main.py', ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', NO_PROXY: '*', PYTHONUTF8: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const status = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
    if (status !== 0) throw new Error(`python ended with ${String(status)}\n${stderr}`);
    return JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1)) as JsonValue;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
