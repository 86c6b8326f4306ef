import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../src/model/errors.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let folder = '';
let dist = '';
let bin = '';

function build(name: string): string {
  const outdir = join(folder, name);
  const { status, stderr } = spawnSync(process.execPath, ['tools/build.mjs', '--js', `--outdir=${outdir}`], {
    cwd: root,
  });
  if (status !== 0) throw new Error(String(stderr));
  return outdir;
}

beforeAll(() => {
  // Inside the project, because the bundle finds its packages from there.
  mkdirSync(join(root, '.assay'), { recursive: true });
  folder = mkdtempSync(join(root, '.assay/bin-test-'));
  dist = build('dist');
  bin = join(dist, 'bin.js');
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Options {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
}

const run = (argv: readonly string[], { env, cwd = folder }: Options = {}) =>
  spawnSync(process.execPath, [bin, ...argv], { cwd, encoding: 'utf8', env: { PATH: process.env.PATH, ...env } });
const sh = (script: string, env: Record<string, string> = {}) =>
  spawnSync('bash', ['--norc', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NODE: process.execPath, BIN: bin, ...env },
  });

/** Code that Node runs before the program. */
const preloaded = (code: string): Record<string, string> => ({
  NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(code)}"`,
});

/** Every file that Node loads for a command line, by V8's own coverage record. */
function loaded(argv: readonly string[]): string[] {
  const coverage = mkdtempSync(join(folder, 'coverage-'));
  expect(run(argv, { env: { NODE_V8_COVERAGE: coverage } }).status).toBe(0);
  const [name = ''] = readdirSync(coverage);
  const report = JSON.parse(readFileSync(join(coverage, name), 'utf8')) as { result: { url: string }[] };
  return report.result.filter(({ url }) => url.startsWith('file:')).map(({ url }) => fileURLToPath(url));
}

describe('the built command', () => {
  it('can be executed', () => {
    expect(statSync(bin).mode & 0o777).toBe(0o755);
    expect(readFileSync(bin, 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node');
    expect(spawnSync(bin, ['--version'], { encoding: 'utf8' }).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('sets exit code 70 before it loads anything', () => {
    const source = readFileSync(bin, 'utf8');
    const first = source.search(/\bimport\b/);
    expect(source.indexOf('process.exitCode=70')).toBeGreaterThan(0);
    expect(source.indexOf('process.exitCode=70')).toBeLessThan(first);
  });

  it.each([
    ['--version', 4, 40_000],
    ['--help', 7, 300_000],
    ['schemas --help', 7, 300_000],
    ['completion --help', 7, 300_000],
  ])('loads little for %s', (line, most, bytes) => {
    const files = loaded(line.split(' '));
    expect(files.length).toBeGreaterThan(1);
    // bin, main and the chunks that both share with lazy ones; no package, no handler.
    expect(files.filter((file) => !file.startsWith(dist))).toEqual([]);
    expect(files.length).toBeLessThanOrEqual(most);
    const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
    expect(size).toBeLessThan(bytes);
    for (const file of files)
      expect(readFileSync(file, 'utf8')).not.toMatch(/from\s*"(?:yaml|ajv|tar|node-forge|semver)/);
  });

  it('is the same bytes when it is built again, and names no folder of this machine', () => {
    const again = build('again');
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).sort();
    expect(readdirSync(again, { recursive: true, encoding: 'utf8' }).sort()).toEqual(files);
    for (const file of files.filter((name) => name.endsWith('.js'))) {
      const text = readFileSync(join(dist, file), 'utf8');
      expect(readFileSync(join(again, file), 'utf8')).toBe(text);
      expect(text).not.toContain(root);
    }
  });

  it('parses as the sources do, with the small platform that yargs gets in the bundle', () => {
    expect(run(['schemas', 'error']).stdout).toBe(
      readFileSync(join(root, 'contracts/schemas/error/v1.schema.json'), 'utf8'),
    );
    expect(run(['schemas', '1.10']).stderr).toBe(
      'error: there is no published schema "1.10"\n  hint: see assay schemas\n',
    );
    expect(run(['schemas', '--quiet', '--', '--json']).stderr).toContain('"--json"');
    expect(run(['completion', 'bash', '--json', '--quiet']).status).toBe(EXIT.ok);
    expect(run(['schemas', '--output', 'a', '--output', 'b']).status).toBe(EXIT.usage);
    expect(run([])).toMatchObject({ status: EXIT.usage, stdout: '', stderr: expect.stringContaining('Usage:') });
  });

  it('reads yaml, whose modules are bundled, and carries the licences of what it bundles', () => {
    writeFileSync(join(folder, 'bad.yaml'), 'schemaVersion: 1\nplatform: "x\n');
    const { status, stderr } = run(['clients', 'generate', '--config', 'bad.yaml']);
    expect([status, stderr]).toEqual([EXIT.input, expect.stringMatching(/^error: bad\.yaml:3:1 is not valid yaml: /)]);
    writeFileSync(join(folder, 'good.yaml'), 'schemaVersion: 1\nplatform: x\n');
    expect(run(['clients', 'generate', '--config', 'good.yaml']).stderr).toContain('there is no contract');
    const licenses = readFileSync(join(dist, 'licenses.txt'), 'utf8');
    for (const name of ['yargs', 'yargs-parser', 'yaml']) expect(licenses).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });

  it('says the same in every locale, and hears no variable of yargs', () => {
    const env = {
      LC_ALL: 'de_DE.UTF-8',
      LANG: 'de_DE.UTF-8',
      LANGUAGE: 'de',
      YARGS_MIN_NODE_VERSION: '99',
      JSON: '1',
      QUIET: '1',
    };
    expect(run(['--nope'], { env }).stderr).toBe(run(['--nope']).stderr);
    expect(run(['--help'], { env }).stdout).toBe(run(['--help']).stdout);
  });
});

describe('an end that is no answer', () => {
  it('is 70 where a part of the installation is broken', () => {
    const broken = join(folder, 'broken');
    cpSync(dist, broken, { recursive: true });
    for (const name of readdirSync(join(broken, 'chunks'))) writeFileSync(join(broken, 'chunks', name), 'syntax error');
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(broken, 'bin.js'), '--version'], {
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([EXIT.bug, '']);
    expect(stderr).toContain('error: assay could not start');
  });

  it.each([
    ['thrown', "throw new Error('late')"],
    ['rejected', "Promise.reject(new Error('late'))"],
  ])('is 70 where something is %s outside the run, even after it', (_, code) => {
    const { status, stderr } = run(['--version'], { env: preloaded(`setTimeout(() => { ${code} }, 500)`) });
    expect(status).toBe(EXIT.bug);
    expect(stderr).toContain('Error: late');
    expect(stderr).toContain('report it with the lines above');
  });

  it('is 70 where a promise never comes', () => {
    // schemas is lazy: an import that never settles leaves the run without an answer.
    const hooks =
      "export const load = (url, context, next) => url.includes('schemas.run') ? new Promise(() => {}) : next(url, context);";
    const register = `import { register } from 'node:module'; register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hooks)}));`;
    const { status, stdout } = run(['schemas'], { env: preloaded(register) });
    expect([status, stdout]).toEqual([EXIT.bug, '']);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('is 5 after %s', async (signal) => {
    const env = { PATH: process.env.PATH, ...preloaded('setInterval(() => {}, 1000)') };
    const child = spawn(process.execPath, [bin, '--version'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.stdout.once('data', () => child.kill(signal));
    const status = await new Promise((resolve) => child.on('exit', resolve));
    expect([status, stderr]).toEqual([
      EXIT.incomplete,
      `error: interrupted by ${signal}; nothing half-written is left behind\n`,
    ]);
  });
});

describe('standard output', () => {
  it('may be closed by a reader that has read enough', () => {
    expect(sh('"$NODE" "$BIN" completion bash | head -c 1; echo " $PIPESTATUS"').stdout).toBe('# 0\n');
    expect(sh('"$NODE" "$BIN" schemas nope --json | true; echo "$PIPESTATUS"')).toMatchObject({
      stdout: '2\n',
      stderr: '',
    });
  });

  it('is whole when the reader is slow', () => {
    const whole = run(['schemas', 'contract']).stdout;
    expect(whole.length).toBeGreaterThan(10_000);
    expect(sh('"$NODE" "$BIN" schemas contract | (sleep 0.3; cat)').stdout).toBe(whole);
  });

  it.skipIf(!existsSync('/dev/full'))('that is full is exit 6 (stdout-unwritable)', () => {
    for (const line of ['schemas', 'schemas --json', '--version', '--help', 'schemas nope --json'])
      expect(sh(`"$NODE" "$BIN" ${line} > /dev/full`)).toMatchObject({
        status: EXIT.environment,
        stderr: expect.stringContaining("standard output can't be written"),
      });
    expect(sh('"$NODE" "$BIN" schemas nope 2> /dev/full').status).toBe(EXIT.usage);
  });

  it('that was closed before the start loses nothing but itself', () => {
    expect(sh('"$NODE" "$BIN" schemas >&-').status).toBe(EXIT.ok);
    expect(sh('"$NODE" "$BIN" schemas nope 2>&-').status).toBe(EXIT.usage);
  });
});

describe('a working directory that is gone (working-folder-gone)', () => {
  it('hinders nothing that needs no file, and is exit 6 elsewhere', () => {
    const gone = (line: string) => {
      const cwd = mkdtempSync(join(tmpdir(), 'assay-gone-'));
      return sh(`cd ${cwd} && rmdir ${cwd} && "$NODE" "$BIN" ${line}`);
    };
    expect(gone('--version').status).toBe(EXIT.ok);
    expect(gone('schemas error').status).toBe(EXIT.ok);
    expect(gone('schemas error --output x')).toMatchObject({
      status: EXIT.environment,
      stderr: 'error: the working directory is gone\n  hint: change to a folder that exists\n',
    });
  });
});
