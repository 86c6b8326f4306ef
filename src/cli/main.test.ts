import { describe, expect, it } from 'vitest';
import { runCli } from '../../testing/run-cli.ts';
import validateError from '../formats/generated/validators/error.js';
import { AssayError, EXIT, integrityError } from '../model/errors.ts';
import type { Args, Command, CommandResult, Handler } from './command.ts';

let ran = 0;

/** Gives back what the shell made of the arguments. */
const echo: Handler = async (args: Args): Promise<CommandResult> => {
  ran += 1;
  const json = {
    source: args.string('source'),
    many: args.strings('many'),
    check: args.boolean('check'),
    json: args.boolean('json'),
    positionals: args.positionals,
  };
  return { exit: EXIT.ok, json, text: () => `${JSON.stringify(json)}\n` };
};

function command(path: Command['path'], rest: Partial<Command> = {}): Command {
  return {
    path,
    summary: `does ${path.join(' ')}`,
    options: {},
    examples: [],
    load: async () => ({ run: echo }),
    ...rest,
  };
}

const failing = (error: unknown): Partial<Command> => ({ load: async () => ({ run: () => Promise.reject(error) }) });

const COMMANDS: readonly Command[] = [
  command(['api', 'snapshot'], {
    options: {
      source: { type: 'string', describe: '', value: 'file', required: true },
      many: { type: 'string', describe: '', repeatable: true },
      check: { type: 'boolean', describe: '' },
      mode: { type: 'string', describe: '', choices: ['pr', 'nightly'] },
    },
    positionals: [{ name: 'extra', describe: '', required: false, variadic: true }],
  }),
  command(['api', 'diff'], {
    positionals: [
      { name: 'baseline', describe: '', required: true },
      { name: 'current', describe: '', required: true },
    ],
  }),
  command(['bundle', 'diff']),
  command(['catalog', 'repo', 'init']),
  command(['certify']),
  command(['certify', 'plan']),
  command(
    ['fail', 'integrity'],
    failing(integrityError('digest-mismatch', 'a\u001b[31mb', 'h\nh', { path: 'p', line: 2 })),
  ),
  command(['fail', 'bug'], failing(new TypeError('oops'))),
  command(['fail', 'string'], failing('oops')),
  command(
    ['fail', 'legacy'],
    failing(new AssayError({ kind: 'input', code: 'x', message: 'm', hint: 'h', legacyCode: 'old' })),
  ),
];

const run = (argv: readonly string[], tty = false, env: Record<string, string> = {}) =>
  runCli(argv, { cwd: '/', commands: COMMANDS, tty, env });
const echoed = async (...argv: string[]): Promise<unknown> => {
  const { stdout, stderr } = await run(argv);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
};
const codeOf = async (...argv: string[]): Promise<unknown> => {
  const { exit, stdout, stderr } = await run(['--json', ...argv]);
  expect(stderr).toBe('');
  const document: unknown = JSON.parse(stdout);
  expect(validateError(document), stdout).toBe(true);
  const { error } = document as { error: { code: string; hint: string } };
  return [error.code, exit, error.hint];
};

describe('what yargs would change stays as written', () => {
  const SNAPSHOT = ['api', 'snapshot', '--source'] as const;
  it.each([
    ['numbers', [...SNAPSHOT, '1.10', '007'], { source: '1.10', positionals: ['007'] }],
    ['exponents and hex', [...SNAPSHOT, '1e3', '0x10'], { source: '1e3', positionals: ['0x10'] }],
    ['a negative number', [...SNAPSHOT, '-5'], { source: '-5' }],
    ['words for booleans', [...SNAPSHOT, 'a', '--check', 'true'], { check: true, positionals: ['true'] }],
    ['a value with an equals sign', [...SNAPSHOT, 'a=b=c'], { source: 'a=b=c' }],
    ['a value with a dash', ['api', 'snapshot', '--source=--check'], { source: '--check', check: false }],
    ['spaces and quotes', [...SNAPSHOT, ' "a" b '], { source: ' "a" b ' }],
    ['lines', ['api', 'snapshot', '--source=a\nb'], { source: 'a\nb' }],
    ['what follows --', [...SNAPSHOT, 'a', '--', '--check', 'b'], { check: false, positionals: ['--check', 'b'] }],
    ['a word equal to the command', [...SNAPSHOT, 'a', 'snapshot', 'api'], { positionals: ['snapshot', 'api'] }],
    ['repeatable flags', [...SNAPSHOT, 'a', '--many', 'x', '--many=y', 'z'], { many: ['x', 'y'], positionals: ['z'] }],
    ['one of a repeatable flag', [...SNAPSHOT, 'a', '--many', 'x'], { many: ['x'] }],
    [
      'names of Object',
      [...SNAPSHOT, 'constructor', '__proto__'],
      { source: 'constructor', positionals: ['__proto__'] },
    ],
  ])('%s', async (_, argv, expected) => {
    expect(await echoed(...argv)).toMatchObject(expected);
  });

  it.each([
    [['--json', ...SNAPSHOT, 'a']],
    [['--check', ...SNAPSHOT, 'a', '--json']],
    [['api', '--json', 'snapshot', '--source', 'a']],
    [['--source', 'a', 'api', 'snapshot', '--json']],
  ])('flags before the command: %j', async (argv) => {
    expect(await echoed(...argv)).toMatchObject({ source: 'a', json: true });
  });
});

describe('a call that is not understood', () => {
  const SNAPSHOT = ['api', 'snapshot', '--source', 'a'] as const;
  it.each<[readonly string[], string, string]>([
    [['apo', 'snapshot'], 'unknown-command', 'did you mean assay api?'],
    [['api', 'snapshto'], 'unknown-command', 'did you mean assay api snapshot?'],
    [['snapshot'], 'unknown-command', 'did you mean assay api snapshot?'],
    [['certify', 'plna'], 'unknown-command', 'did you mean assay certify plan?'],
    [['catalog', 'repo', 'innit'], 'unknown-command', 'did you mean assay catalog repo init?'],
    [['api', 'snapshot bundle'], 'unknown-command', 'see assay api --help'],
    [['toString'], 'unknown-command', 'see assay --help'],
    [['$0'], 'unknown-command', 'see assay --help'],
    [['api'], 'command-missing', 'one of: snapshot, diff'],
    [['catalog', 'repo'], 'command-missing', 'one of: init'],
    [['api', '--bogus'], 'unknown-flag', 'see assay api --help'],
    [['bogus', '--flag', 'x'], 'unknown-command', 'see assay --help'],
    [['--flag', 'x', 'bogus'], 'unknown-flag', 'see assay --help'],
    [[...SNAPSHOT, '--chek'], 'unknown-flag', 'did you mean --check?'],
    [[...SNAPSHOT, '--no-check'], 'unknown-flag', 'leave out --check to turn it off'],
    [[...SNAPSHOT, '--Check'], 'unknown-flag', 'did you mean --check?'],
    [[...SNAPSHOT, '--noColor'], 'unknown-flag', 'did you mean --no-color?'],
    [[...SNAPSHOT, '--source.x', 'b'], 'unknown-flag', 'did you mean --source?'],
    [[...SNAPSHOT, '-c'], 'unknown-flag', 'see assay api snapshot --help'],
    [[...SNAPSHOT, '---check'], 'unknown-flag', 'did you mean --check?'],
    [[...SNAPSHOT, '--=x'], 'unknown-flag', 'see assay api snapshot --help'],
    [[...SNAPSHOT, '--_', 'x'], 'unknown-flag', 'see assay api snapshot --help'],
    [[...SNAPSHOT, '--$0=x'], 'unknown-flag', 'see assay api snapshot --help'],
    [[...SNAPSHOT, '--constructor'], 'unknown-flag', 'see assay api snapshot --help'],
    [['certify', '--source', 'a'], 'unknown-flag', 'see assay certify --help'],
    [['certify', '--output', 'json'], 'unknown-flag', 'see assay certify --help'],
    [[...SNAPSHOT, '--source=b'], 'flag-repeated', 'give it once'],
    [[...SNAPSHOT, '--check', '--check'], 'flag-repeated', 'give it once'],
    [[...SNAPSHOT, '--check=true'], 'flag-value-unexpected', 'write --check to turn it on, leave it out otherwise'],
    [[...SNAPSHOT, '--check='], 'flag-value-unexpected', 'write --check to turn it on, leave it out otherwise'],
    [['api', 'snapshot', '--source'], 'flag-value-missing', 'write --source=<file> where the value begins with a dash'],
    [
      ['api', 'snapshot', '--source='],
      'flag-value-missing',
      'write --source=<file> where the value begins with a dash',
    ],
    [
      ['api', 'snapshot', '--source', ''],
      'flag-value-missing',
      'write --source=<file> where the value begins with a dash',
    ],
    [
      ['api', 'snapshot', '--source', '--check'],
      'flag-value-missing',
      'write --source=<file> where the value begins with a dash',
    ],
    [
      [...SNAPSHOT, '--many', 'a', '--many='],
      'flag-value-missing',
      'write --many=<value> where the value begins with a dash',
    ],
    [[...SNAPSHOT, '--mode', 'nigthly'], 'flag-value-unknown', 'did you mean nightly?'],
    [[...SNAPSHOT, '--mode', 'x-x-x-x'], 'flag-value-unknown', 'one of: pr, nightly'],
    [['api', 'snapshot'], 'flag-missing', 'see assay api snapshot --help'],
    [['api', 'diff', 'a'], 'argument-missing', 'see assay api diff --help'],
    [['api', 'diff', 'a', 'b', 'c'], 'argument-unexpected', 'see assay api diff --help'],
    [['api', 'diff', 'a', ''], 'argument-empty', 'see assay api diff --help'],
    [['--', 'api', 'snapshot'], 'unknown-command', 'did you mean assay api?'],
  ])('%j', async (argv, code, hint) => {
    const before = ran;
    expect(await codeOf(...argv)).toEqual([code, EXIT.usage, hint]);
    const human = await run(argv);
    expect(human).toMatchObject({ exit: EXIT.usage, stdout: '' });
    expect(human.stderr).toContain(code === 'command-missing' ? 'Commands:' : hint);
    expect(ran).toBe(before);
  });

  it('survives a hundred thousand words and flags', async () => {
    const words = Array.from({ length: 100_000 }, (_, index) => `w${index}`);
    expect((await run([...SNAPSHOT, ...words])).exit).toBe(EXIT.ok);
    expect((await run([...SNAPSHOT, ...words.map((word) => `--${word}`)])).exit).toBe(EXIT.usage);
    expect((await run([...SNAPSHOT, 'x'.repeat(10_000_000)])).exit).toBe(EXIT.ok);
    expect((await run(['x'.repeat(1_000_000)])).stderr.length).toBeLessThan(300);
  });
});

describe('help', () => {
  it.each([
    [['--help'], 'Usage: assay <command> [flags]'],
    [['-h'], 'Usage: assay <command> [flags]'],
    [['api', '--help'], 'Usage: assay api <command> [flags]'],
    [['--help', 'api'], 'Usage: assay api <command> [flags]'],
    [['api', 'snapshot', '-h'], 'Usage: assay api snapshot [<extra>...] --source <file> [flags]'],
    [['api', 'diff', '--help'], 'Usage: assay api diff <baseline> <current> [flags]'],
    [['certify', '--help'], 'Usage: assay certify [flags]'],
    [['catalog', 'repo', '--help'], 'Usage: assay catalog repo <command> [flags]'],
    [['api', 'snapshot', '--bogus', '--source', '--help', '--version'], 'Usage: assay api snapshot'],
  ])('%j', async (argv, usage) => {
    const before = ran;
    const { exit, stdout, stderr } = await run(argv);
    expect([exit, stderr]).toEqual([EXIT.ok, '']);
    expect(stdout).toContain(usage);
    expect(stdout.endsWith('\n') && !stdout.endsWith('\n\n')).toBe(true);
    for (const line of stdout.split('\n')) expect(line).toBe(line.trimEnd());
    expect(ran).toBe(before);
  });

  it('is no help for a command that does not exist', async () => {
    expect(await run(['nope', '--help'])).toMatchObject({ exit: EXIT.usage, stdout: '' });
  });

  it('is not asked for behind --', async () => {
    expect(await echoed('api', 'snapshot', '--source', 'a', '--', '--help')).toMatchObject({ positionals: ['--help'] });
  });

  it('names every exit code at the root', async () => {
    const { stdout } = await run(['--help']);
    for (const code of Object.values(EXIT)) expect(stdout).toMatch(new RegExp(`^  ${code} +\\S`, 'm'));
  });
});

describe('version', () => {
  it.each([[['--version']], [['api', '--version']], [['certify', '--version', '--bogus']]])('%j', async (argv) => {
    const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
    expect(await run(argv)).toEqual({ exit: EXIT.ok, stdout: `${manifest.version}\n`, stderr: '' });
  });
});

describe('what went wrong', () => {
  it('is told on stderr, with nothing that a terminal would obey', async () => {
    const { exit, stdout, stderr } = await run(['fail', 'integrity']);
    expect([exit, stdout]).toEqual([EXIT.integrity, '']);
    expect(stderr).toBe('error: a\\u001b[31mb\n  at p:2\n  hint: h\\nh\n');
  });

  it('is a document on stdout under --json', async () => {
    const { exit, stdout, stderr } = await run(['fail', 'integrity', '--json']);
    expect([exit, stderr]).toEqual([EXIT.integrity, '']);
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'digest-mismatch', message: 'a\u001b[31mb', hint: 'h\nh', location: { path: 'p', line: 2 } },
    });
    expect(await run(['fail', 'legacy', '--json'])).toMatchObject({ exit: EXIT.input });
  });

  it.each([['bug'], ['string']])('is a bug of ours otherwise: %s', async (word) => {
    const { exit, stdout, stderr } = await run(['fail', word, '--json']);
    expect([exit, stdout]).toEqual([EXIT.bug, '']);
    expect(stderr).toContain('oops');
    expect(stderr).toContain('hint: report it');
  });

  it('is coloured on a terminal only, and never under NO_COLOR', async () => {
    const coloured = async (...options: [boolean, Record<string, string>?, string?]): Promise<boolean> => {
      const [tty, env = {}, flag] = options;
      return (await run(['nope', ...(flag ? [flag] : [])], tty, env)).stderr.includes('\u001b[');
    };
    expect(await coloured(false)).toBe(false);
    expect(await coloured(true)).toBe(true);
    expect(await coloured(true, { NO_COLOR: '1' })).toBe(false);
    expect(await coloured(true, { NO_COLOR: '' })).toBe(true);
    expect(await coloured(true, { TERM: 'dumb' })).toBe(false);
    expect(await coloured(true, {}, '--no-color')).toBe(false);
    expect(await coloured(false, { FORCE_COLOR: '1' })).toBe(true);
    expect(await coloured(false, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(await coloured(false, { FORCE_COLOR: '1' }, '--no-color')).toBe(false);
    expect(await coloured(true, { FORCE_COLOR: '0' })).toBe(false);
  });
});
