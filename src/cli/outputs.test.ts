import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliRun, runCli } from '../../testing/run-cli.ts';
import { EXIT } from '../model/errors.ts';
import type { Command } from './command.ts';

const report: Command = {
  path: ['report'],
  summary: 'makes reports',
  options: {},
  formats: ['md', 'lost'],
  examples: [],
  load: async () => ({
    run: async (_, context) => {
      context.progress('working\u001b[2J');
      return {
        exit: EXIT.findings,
        json: { b: 1, a: 'ü\u202e\u009b' },
        text: (style) => `${style.error('no')}: \u001b[2J\n\ttab\n`,
        reports: { md: () => '# no\r\nforeign' },
      };
    },
  }),
};
const one: Command = {
  ...report,
  path: ['one'],
  formats: [],
  options: { output: { type: 'string', describe: 'a file' } },
};

const JSON_TEXT = '{\n  "b": 1,\n  "a": "ü\\u202e\\u009b"\n}\n';
const PLAIN_TEXT = 'no: \\u001b[2J\n\ttab\n';
const PROGRESS = 'working\\u001b[2J\n';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-outputs-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const run = (argv: readonly string[], tty = false): Promise<CliRun> =>
  runCli(argv, { cwd, commands: [report, one], tty });
const read = (path: string): string => readFileSync(join(cwd, path), 'utf8');

describe('stdout carries one form of the result', () => {
  it.each<[readonly string[], string]>([
    [[], PLAIN_TEXT],
    [['--json'], JSON_TEXT],
    [['--output', 'json'], JSON_TEXT],
    [['--output', 'text'], PLAIN_TEXT],
    [['--output=md'], '# no\r\nforeign'],
    [['--output', 'md=r.md'], PLAIN_TEXT],
    [['--output', 'md=r.md', '--quiet'], ''],
    [['--quiet'], PLAIN_TEXT],
    [['--output', 'md=r.md', '--json', '--quiet'], JSON_TEXT],
    [['--output', 'md=r.md', '--output', 'json'], JSON_TEXT],
    [['--output', 'md=a=b.md'], PLAIN_TEXT],
  ])('%j', async (argv, stdout) => {
    const { exit, ...seen } = await run(['report', ...argv]);
    expect(seen).toEqual({ stdout, stderr: argv.includes('--quiet') ? '' : PROGRESS });
    expect(exit).toBe(EXIT.findings);
  });

  it('colours text for a terminal, and lets a hostile name do nothing else', async () => {
    expect((await run(['report'], true)).stdout).toBe('\u001b[31mno\u001b[39m: \\u001b[2J\n\ttab\n');
  });
});

describe('files', () => {
  it('take every form, without colour, in folders that are made', async () => {
    await run(['report', '--output', 'md=r.md', '--output', 'json=deep/er/r.json', '--output', 'text=r.txt'], true);
    expect([read('r.md'), read('deep/er/r.json'), read('r.txt')]).toEqual(['# no\r\nforeign', JSON_TEXT, PLAIN_TEXT]);
    expect(readdirSync(cwd).sort()).toEqual(['deep', 'r.md', 'r.txt']);
    await run(['report', '--output', 'md=a=b.md']);
    expect(read('a=b.md')).toBe('# no\r\nforeign');
  });

  it('are all written, or none', async () => {
    writeFileSync(join(cwd, 'file'), 'mine');
    mkdirSync(join(cwd, 'folder'));
    for (const bad of ['json=file/below', 'json=/proc/nowhere/x', 'lost=x']) {
      const { exit, stdout } = await run(['report', '--output', 'md=first.md', '--output', bad]);
      expect([bad, exit, stdout]).toEqual([bad, bad === 'lost=x' ? EXIT.bug : EXIT.environment, '']);
      expect(readdirSync(cwd).sort()).toEqual(['file', 'folder']);
    }
    expect(await run(['report', '--output', 'json=folder'])).toMatchObject({ exit: EXIT.environment, stdout: '' });
    expect(readdirSync(cwd, { recursive: true }).sort()).toEqual(['file', 'folder']);
    expect(read('file')).toBe('mine');
  });

  it.skipIf(!existsSync('/dev/full'))('may be devices, which stay devices', async () => {
    symlinkSync('/dev/full', join(cwd, 'full'));
    expect(await run(['report', '--output', 'json=full'])).toMatchObject({ exit: EXIT.environment, stdout: '' });
    expect(await run(['report', '--output', 'json=/dev/full', '--output', 'md=r.md'])).toMatchObject({
      exit: EXIT.environment,
    });
    expect((await run(['report', '--output', 'json=/dev/null'])).exit).toBe(EXIT.findings);
    expect(existsSync('/dev/full')).toBe(true);
  });

  it('belong to the command where it has an output of its own', async () => {
    expect(await run(['one', '--output', 'bogus=x'])).toMatchObject({ exit: EXIT.findings, stdout: PLAIN_TEXT });
    expect(await run(['one', '--output', 'x', '--quiet'])).toMatchObject({ stdout: '', stderr: '' });
    expect(await run(['one', '--output', 'x', '--json'])).toMatchObject({ stdout: JSON_TEXT });
    expect(await run(['one', '--output', 'x', '--output', 'y'])).toMatchObject({ exit: EXIT.usage });
  });
});

describe('an output that is not understood', () => {
  it.each<[readonly string[], string, string]>([
    [['--output', 'jsno'], 'output-format-unknown', 'did you mean json?'],
    [['--output', 'JSON=x'], 'output-format-unknown', 'did you mean json?'],
    [['--output', 'qqqqqq=x'], 'output-format-unknown', 'one of: text, json, md, lost'],
    [['--output', '=x'], 'output-format-unknown', 'one of: text, json, md, lost'],
    [['--output', 'toString'], 'output-format-unknown', 'one of: text, json, md, lost'],
    [['--output', 'json='], 'output-path-missing', 'write --output json=<path>, or --output json for stdout'],
    [
      ['--output', 'text', '--output', 'md'],
      'output-stdout-repeated',
      'give all but one a path: --output <format>=<path>',
    ],
    [
      ['--output', 'json', '--output', 'json'],
      'output-stdout-repeated',
      'give all but one a path: --output <format>=<path>',
    ],
    [['--output', 'md'], 'output-stdout-repeated', 'give all but one a path: --output <format>=<path>'],
    [['--output', 'md=a/../x', '--output', 'text=./x'], 'output-path-repeated', 'give each its own path'],
  ])('%j', async (argv, code, hint) => {
    const { exit, stdout, stderr } = await run(['report', '--json', ...argv]);
    expect([exit, stderr]).toEqual([EXIT.usage, '']);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code, hint } });
    expect(readdirSync(cwd)).toEqual([]);
  });
});
