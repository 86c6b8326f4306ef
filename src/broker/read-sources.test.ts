import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { readSources } from './read-sources.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-sources-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text = "call('hr/v1#list')"): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

it('reads what the app’s author wrote, and nothing else', () => {
  for (const path of ['a.ts', 'src/b.jsx', 'backend/c.py', 'd.vue', 'lib/e.mts']) write(path);
  for (const path of [
    'node_modules/x/index.js',
    'dist/a.js',
    '.palette/python/services.py',
    'venv/lib/x.py',
    'a.test.ts',
    'tests/c.py',
    'backend/test_c.py',
    'README.md',
    'client/hr.ts',
  ])
    write(path);
  write('generated.ts', "// Generated from hr/v1.\ncall('hr/v1#list')");
  symlinkSync(join(folder, 'a.ts'), join(folder, 'link.ts'));
  const { files, uses } = readSources(folder, 'app', ['client']);
  expect(files).toBe(5);
  expect(uses.map(({ path }) => path)).toEqual([
    'app/a.ts',
    'app/backend/c.py',
    'app/d.vue',
    'app/lib/e.mts',
    'app/src/b.jsx',
  ]);
});

it('names a file that is too large to be searched', () => {
  write('big.js', `call('hr/v1#list')${' '.repeat(2 * 1024 * 1024)}`);
  const { files, unsearched } = readSources(folder, 'app');
  expect([files, unsearched]).toEqual([0, ['app/big.js']]);
});

it('refuses more files than an app has', () => {
  write('a.ts');
  write('b.ts');
  expect(codeOf(() => readSources(folder, '.', [], 1))).toBe('sources-too-many/3');
});
