import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliRun, runCli } from '../../testing/run-cli.ts';
import { EXIT } from '../model/errors.ts';
import type { Command, Context } from './command.ts';

let see: (context: Context) => Promise<unknown> = () => Promise.resolve(undefined);
const look: Command = {
  path: ['look'],
  summary: 'looks',
  options: {},
  examples: [],
  load: async () => ({
    run: async (_, context) => ({ exit: EXIT.ok, json: { seen: (await see(context)) ?? null }, text: () => '' }),
  }),
};

let root = '';
const file = (path: string, content: string | Uint8Array): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'assay-context-')));
  file('assay.config.json', '{"schemaVersion":1,"platform":"outside"}');
  file('repo/.git/HEAD', '');
  file('repo/sub/deep/x', '');
  file('repo/assay.config.json', '{"schemaVersion":1,"platform":"repo","now":"2025-05-05T05:05:05Z"}');
  file('repo/other.json', '{"schemaVersion":1,"platform":"other"}');
  file('repo/other.yaml', 'schemaVersion: 1\nplatform: yaml\n');
  file('worktree/.git', 'gitdir: elsewhere');
  file('worktree/sub/x', '');
});
afterAll(() => rmSync(root, { recursive: true }));

const run = (cwd: string, argv: readonly string[] = [], env: Record<string, string> = {}): Promise<CliRun> =>
  runCli(['look', '--json', ...argv], { cwd: join(root, cwd), env, commands: [look] });
const seen = async (...args: Parameters<typeof run>): Promise<unknown> => {
  const { stdout, stderr } = await run(...args);
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as { seen: unknown; error?: unknown }).seen ?? JSON.parse(stdout).error ?? null;
};

describe('the configuration', () => {
  const platform = async (context: Context): Promise<unknown> => (await context.config())?.config.platform;

  it('is found here or above, up to the folder of the repository', async () => {
    see = platform;
    expect(await seen('repo')).toBe('repo');
    expect(await seen('repo/sub/deep')).toBe('repo');
    expect(await seen('.')).toBe('outside');
    expect(await seen('worktree')).toBe(null);
    expect(await seen('worktree/sub')).toBe(null);
  });

  it('is what --config names, else ASSAY_CONFIG, else what is found', async () => {
    see = platform;
    expect(await seen('repo/sub', ['--config', '../other.json'])).toBe('other');
    expect(await seen('repo/sub', [], { ASSAY_CONFIG: '../other.yaml' })).toBe('yaml');
    expect(await seen('repo/sub', ['--config', '../other.json'], { ASSAY_CONFIG: 'nowhere' })).toBe('other');
    expect(await seen('repo/sub', [], { ASSAY_CONFIG: '' })).toBe('repo');
  });

  it('has the folder that its paths are relative to', async () => {
    see = async (context) => {
      const loaded = await context.config();
      expect(await context.config()).toBe(loaded);
      return [loaded?.root, loaded?.path];
    };
    expect(await seen('repo/sub')).toEqual([join(root, 'repo'), 'assay.config.json']);
    expect(await seen('.', ['--config', 'repo/other.json'])).toEqual([join(root, 'repo'), 'other.json']);
  });

  it('is not read where nobody asks', async () => {
    see = async () => 'unasked';
    expect(await seen('repo', ['--config', 'nowhere'])).toBe('unasked');
  });

  it.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'json-empty'],
    ['a byte order mark', '\ufeff{"schemaVersion":1}', 'json-byte-order-mark'],
    ['no utf-8', new Uint8Array([0x7b, 0xff, 0x7d]), 'input-not-utf8'],
    ['a duplicate key', '{"schemaVersion":1,"schemaVersion":1}', 'json-duplicate-key'],
    ['__proto__', '{"__proto__":{}}', 'json-proto-key'],
    ['a deep nest', '['.repeat(100_000), 'json-too-deep'],
    ['more than a mebibyte', `{"platform":"${'x'.repeat(1 << 20)}"}`, 'input-too-large'],
    ['another version', '{"schemaVersion":2}', 'schema-invalid'],
    ['no version', '{}', 'schema-invalid'],
    ['an array', '[]', 'schema-invalid'],
    ['a path that leaves the project', '{"schemaVersion":1,"policy":"../x"}', 'schema-invalid'],
    ['an instant that no calendar has', '{"schemaVersion":1,"now":"2026-02-30T00:00:00Z"}', 'config-instant-invalid'],
  ])('with %s is malformed input', async (_, content, code) => {
    see = (context) => context.now();
    file('repo/bad.json', content);
    const { exit, stdout } = await run('repo', ['--config', 'bad.json']);
    expect([exit, JSON.parse(stdout)]).toMatchObject([EXIT.input, { error: { code, location: { path: 'bad.json' } } }]);
  });

  it('says which member was probably meant', async () => {
    see = platform;
    file('repo/bad.json', '{\n  "schemaVersion": 1,\n  "platfrom": "x"\n}\n');
    expect(await seen('repo', ['--config', 'bad.json'])).toMatchObject({
      message: expect.stringContaining('did you mean "platform"?'),
      location: { path: 'bad.json', line: 3 },
    });
  });

  it('must be a file that is there', async () => {
    see = platform;
    expect(await seen('repo', ['--config', 'sub'])).toMatchObject({ code: 'input-not-a-file' });
    expect(await seen('repo', ['--config', 'nowhere.json'])).toMatchObject({ code: 'input-unreadable' });
    expect(await seen('repo', ['--config', 'other.json/x'])).toMatchObject({ code: 'input-unreadable' });
    expect(await seen('repo', ['--config', '/dev/zero'])).toMatchObject({ code: 'input-not-a-file' });
  });
});

describe('the instant of the run', () => {
  const now = async (context: Context): Promise<unknown> => (await context.now()).toISOString().replace('.000', '');
  const FLAG = '2020-01-01T00:00:00Z';
  const ENV = '2021-01-01T00:00:00Z';
  const EPOCH = '1640995200'; // 2022-01-01T00:00:00Z by date(1)

  it.each<[string, readonly string[], Record<string, string>, string, string, string]>([
    ['--now', ['--now', FLAG], { ASSAY_NOW: ENV, SOURCE_DATE_EPOCH: EPOCH }, 'repo', FLAG, 'flag'],
    ['ASSAY_NOW', [], { ASSAY_NOW: ENV, SOURCE_DATE_EPOCH: EPOCH }, 'repo', ENV, 'environment'],
    ['the configuration', [], { SOURCE_DATE_EPOCH: EPOCH }, 'repo', '2025-05-05T05:05:05Z', 'configuration'],
    ['SOURCE_DATE_EPOCH', [], { SOURCE_DATE_EPOCH: EPOCH }, 'worktree', '2022-01-01T00:00:00Z', 'SOURCE_DATE_EPOCH'],
    ['SOURCE_DATE_EPOCH 0', [], { SOURCE_DATE_EPOCH: '0' }, 'worktree', '1970-01-01T00:00:00Z', 'SOURCE_DATE_EPOCH'],
    ['the clock', [], { ASSAY_NOW: '', SOURCE_DATE_EPOCH: '' }, 'worktree', '2026-01-31T12:00:00Z', 'clock'],
  ])('is that of %s', async (_, argv, env, cwd, expected, source) => {
    see = now;
    expect(await seen(cwd, argv, env)).toBe(expected);
    see = (context) => context.nowSource();
    expect(await seen(cwd, argv, env)).toBe(source);
  });

  it.each([
    '',
    '2026-01-31',
    '2026-01-31T12:00:00',
    '2026-01-31t12:00:00z',
    '2026-01-31T12:00:00.5Z',
    '2026-01-31 12:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T23:59:60Z',
    '2026-13-01T00:00:00Z',
    '+002026-01-31T12:00:00Z',
    '02026-01-31T12:00:00Z',
    'now',
    '1',
    '2026-01-31T12:00:00Z\n',
  ])('--now %j is refused before anything is done', async (text) => {
    see = () => Promise.reject(new Error('ran'));
    expect(await run('worktree', [`--now=${text}`])).toMatchObject({ exit: EXIT.usage });
  });

  it.each([
    [{ ASSAY_NOW: '2026-01-31' }],
    [{ SOURCE_DATE_EPOCH: '1.5' }],
    [{ SOURCE_DATE_EPOCH: '-1' }],
    [{ SOURCE_DATE_EPOCH: '1e3' }],
    [{ SOURCE_DATE_EPOCH: '253402300800' }],
    [{ SOURCE_DATE_EPOCH: '9'.repeat(400) }],
  ])('%j is refused where it is asked for', async (env) => {
    see = now;
    expect(await run('worktree', [], env)).toMatchObject({ exit: EXIT.usage });
  });

  it('is the last second of a leap day, and of the year 9999', async () => {
    see = now;
    expect(await seen('worktree', ['--now', '2028-02-29T23:59:59Z'])).toBe('2028-02-29T23:59:59Z');
    expect(await seen('worktree', [], { SOURCE_DATE_EPOCH: '253402300799' })).toBe('9999-12-31T23:59:59Z');
  });
});

describe('a path', () => {
  it.each([
    ['repo', 'a/../b.json', 'repo/b.json', 'b.json'],
    ['repo/sub', 'b.json', 'repo/sub/b.json', 'sub/b.json'],
    ['repo/sub', '../b.json', 'repo/b.json', 'b.json'],
    ['repo', '.', 'repo', '.'],
    ['repo', '..b', 'repo/..b', '..b'],
    ['repo', '../outside.json', 'outside.json', '../outside.json'],
    ['repo/sub', '../../x/../outside.json', 'outside.json', '../../outside.json'],
    ['worktree/sub', '../b.json', 'worktree/b.json', '../b.json'],
  ])('in %s, %s is shown without the working directory', async (cwd, typed, file, shown) => {
    see = async (context) => context.resolve(typed);
    expect(await seen(cwd)).toEqual({ file: join(root, file), shown });
  });

  it('that is absolute shows no folder of this machine', async () => {
    see = async (context) => [
      context.resolve(join(root, 'repo/a/b')).shown,
      context.resolve('/home/me/secret/b.json').shown,
    ];
    expect(await seen('repo/sub')).toEqual(['a/b', 'b.json']);
  });
});
