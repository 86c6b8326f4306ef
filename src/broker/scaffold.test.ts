import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileTypeScript } from '../../testing/compile-typescript.ts';
import { rejectionOf } from '../check/accepts.ts';
import { type ScaffoldLanguage, scaffoldedMethod, scaffoldFiles, scopeOf, sharedFiles } from './scaffold.ts';
import { parseTarget } from './target.ts';

const TARGETS = ['hr/v1#approvalChain.get', 'mcp.notion/v2#search_pages', 'a/v1#import', 'hr/v1#class.delete.x1'];

function files(text: string, language: ScaffoldLanguage): Map<string, string> {
  const target = parseTarget(text);
  if (target === undefined) throw new Error('no target');
  return new Map([...scaffoldFiles(target, language), ...sharedFiles(language)]);
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-scaffold-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

it.each([
  ['hr/v1#approvalChain.get', 'hr/approvalChain.get'],
  ['policy/v1#ask', 'policy/ask.use'],
])('the scope of %s is %s', (text, scope) => {
  const target = parseTarget(text);
  expect(target && scopeOf(target)).toBe(scope);
});

describe.each(TARGETS)('%s', (text) => {
  it('has an example that its schemas allow', () => {
    const all = files(text, 'python');
    const target = parseTarget(text);
    if (target === undefined) throw new Error('no target');
    const { input_schema, output_schema } = scaffoldedMethod(target);
    const example = JSON.parse(all.get(`examples/${target.name}.json`) ?? '');
    expect(rejectionOf(JSON.parse(all.get(input_schema) ?? ''), example.input)).toBeUndefined();
    expect(rejectionOf(JSON.parse(all.get(output_schema) ?? ''), example.output)).toBeUndefined();
    expect(rejectionOf(JSON.parse(all.get(output_schema) ?? ''), {})).toContain('id');
  });

  it('compiles under every strict option, and its test passes under node', () => {
    const all = files(text, 'typescript');
    const sources = [...all].filter(([path]) => path.endsWith('.ts'));
    expect(compileTypeScript(new Map(sources.filter(([path]) => !path.endsWith('.test.ts'))))).toEqual([]);
    write('package.json', '{"type":"module"}');
    for (const [path, content] of all) if (!path.endsWith('.ts')) write(path, content);
    for (const [path, content] of sources) {
      const { outputText } = ts.transpileModule(content, {
        compilerOptions: {
          module: ts.ModuleKind.ESNext,
          target: ts.ScriptTarget.ES2022,
        },
      });
      write(path.replace(/\.ts$/, '.js'), outputText);
    }
    const tests = readdirSync(join(folder, 'broker')).filter((name) => name.endsWith('.test.js'));
    const run = spawnSync(process.execPath, ['--test', ...tests.map((name) => join('broker', name))], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([run.status, tests.length], run.stdout + run.stderr).toEqual([0, 1]);
    expect(run.stdout).toContain('# pass 1');
  });

  it.skipIf(spawnSync('python3', ['--version']).status !== 0)('runs under python, and its test passes', () => {
    // As the platform's own package, as far as a handler sees it.
    write('palette_sdk.py', 'def service(name, **options):\n    return lambda handler: handler\n');
    for (const [path, content] of files(text, 'python')) write(path, content);
    const run = spawnSync('python3', ['-m', 'unittest', 'discover', '-s', 'tests', '-t', '.', '-v'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: '1' },
    });
    expect([run.status, run.stderr]).toEqual([0, expect.stringContaining('Ran 1 test')]);
  });
});
