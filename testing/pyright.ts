import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** One thing that pyright has against a file. */
export interface PyrightDiagnostic {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

const CLI = createRequire(import.meta.url).resolve('pyright/index.js');

interface Output {
  readonly generalDiagnostics: readonly {
    readonly file: string;
    readonly severity: 'error' | 'warning' | 'information';
    readonly message: string;
    readonly rule?: string;
    readonly range?: { readonly start: { readonly line: number } };
  }[];
}

/**
 * Checks Python files with pyright, strict, for the oldest Python that generated code runs on. It brings its own
 * library and needs no Python. @param files text by path; a folder of them is a package
 * @param settings stand beside `strict`
 */
export function pyright(
  files: ReadonlyMap<string, string>,
  settings: Readonly<Record<string, unknown>> = {},
): PyrightDiagnostic[] {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'assay-pyright-')));
  try {
    for (const [name, text] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const config = { typeCheckingMode: 'strict', pythonVersion: '3.11', reportMissingModuleSource: false, ...settings };
    writeFileSync(join(folder, 'pyrightconfig.json'), JSON.stringify(config));
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--max-old-space-size=6000', CLI, '--outputjson', '--project', folder],
      {
        encoding: 'utf8',
        maxBuffer: 1e9,
        cwd: folder,
      },
    );
    if (!stdout.startsWith('{'))
      throw new Error(`pyright said no JSON: ${stdout.slice(0, 500)}${stderr.slice(0, 500)}`);
    const { generalDiagnostics } = JSON.parse(stdout) as Output;
    return generalDiagnostics
      .filter(({ severity }) => severity !== 'information')
      .map(({ file, message, rule, range }) => ({
        file: relative(folder, realpathSync(file)),
        line: (range?.start.line ?? -1) + 1,
        message: `${message.split('\n', 3).join(' ')}${rule === undefined ? '' : ` (${rule})`}`,
      }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
