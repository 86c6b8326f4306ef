import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command, OptionSpec } from '../command.ts';
import { bashCompletion } from './bash.ts';
import { fishCompletion } from './fish.ts';
import { places } from './model.ts';
import { zshCompletion } from './zsh.ts';

function command(path: Command['path'], rest: Partial<Command> = {}): Command {
  return {
    path,
    summary: `it's "${path.join(' ')}": $HOME`,
    options: {},
    examples: [],
    load: () => Promise.reject(new Error('never loaded')),
    ...rest,
  };
}

const mode: OptionSpec = { type: 'string', describe: 'mode', choices: ['pr', 'nightly'] };
const COMMANDS: readonly Command[] = [
  command(['api', 'snapshot'], { options: { source: { type: 'string', describe: 's', value: 'file' }, mode } }),
  command(['api', 'diff'], { positionals: [{ name: 'baseline', describe: '', required: true }] }),
  command(['certify'], { formats: ['md'] }),
  command(['certify', 'plan'], { options: { check: { type: 'boolean', describe: 'c' } } }),
  command(['completion'], { positionals: [{ name: 'shell', describe: '', required: true, choices: ['bash', 'zsh'] }] }),
];

/** Words typed so far (the last one unfinished), and what must and must not be offered. */
const CASES: readonly { typed: readonly string[]; all: readonly string[]; none?: readonly string[] }[] = [
  { typed: [''], all: ['api', 'certify', 'completion'], none: ['snapshot', 'plan', 'sample.txt'] },
  { typed: ['ce'], all: ['certify'], none: ['api'] },
  { typed: ['api', ''], all: ['snapshot', 'diff'], none: ['api', 'plan'] },
  { typed: ['--json', 'api', ''], all: ['snapshot', 'diff'] },
  { typed: ['api', 'snapshot', '--'], all: ['--source', '--mode', '--json', '--now'], none: ['--output', '--check'] },
  { typed: ['api', 'snapshot', '--mode', ''], all: ['pr', 'nightly'], none: ['snapshot', 'sample.txt'] },
  { typed: ['api', 'snapshot', '--source', ''], all: ['sample.txt'] },
  { typed: ['api', 'snapshot', '--now', ''], all: [], none: ['sample.txt', 'snapshot'] },
  { typed: ['api', 'diff', ''], all: ['sample.txt'] },
  { typed: ['certify', ''], all: ['plan'], none: ['diff'] },
  { typed: ['certify', '--'], all: ['--output', '--json'], none: ['--check'] },
  { typed: ['certify', '--output', ''], all: ['text', 'json', 'md'] },
  { typed: ['certify', 'plan', '--'], all: ['--check'], none: ['--output'] },
  { typed: ['completion', ''], all: ['bash', 'zsh'], none: ['fish'] },
  { typed: ['--config', ''], all: ['sample.txt'], none: ['api'] },
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-completion-'));
  writeFileSync(join(folder, 'sample.txt'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

function shell(name: string, script: string): string {
  const { status, stdout, stderr } = spawnSync(name, name === 'zsh' ? ['-f', '-c', script] : ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder },
  });
  if (status !== 0 || stderr !== '') throw new Error(`${name}: ${stderr}`);
  return stdout;
}

const installed = (name: string): boolean => spawnSync(name, ['-c', 'exit 0']).status === 0;
const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

function offersOf(output: string): string[] {
  return output.split('\n').map((line) => line.split('\t')[0] ?? '');
}

function check(offers: readonly string[], { all, none = [] }: (typeof CASES)[number]): void {
  expect(offers).toEqual(expect.arrayContaining([...all]));
  for (const word of none) expect(offers).not.toContain(word);
}

describe.skipIf(!installed('bash'))('bash completion, in bash', () => {
  const script = bashCompletion(places(COMMANDS));
  const complete = (typed: readonly string[]): string[] =>
    offersOf(
      shell(
        'bash',
        `${script}\nCOMP_WORDS=(assay ${quoted(typed)}) COMP_CWORD=${typed.length}\n_assay\nprintf '%s\\n' "\${COMPREPLY[@]}"`,
      ),
    );

  it.each(CASES)('$typed', (example) => check(complete(example.typed), example));

  it('completes the value after an equals sign, which bash takes for a word', () => {
    expect(complete(['certify', '--output', '='])).toContain('json');
    expect(complete(['certify', '--output', '=', 'm'])).toEqual(['md', '']);
  });
});

describe.skipIf(!installed('fish'))('fish completion, in fish', () => {
  const script = fishCompletion(places(COMMANDS));
  it.each(CASES)('$typed', (example) => {
    const line = ['assay', ...example.typed].join(' ');
    check(offersOf(shell('fish', `${script}\ncomplete -C '${line}'`)), example);
  });
});

// The completion system runs inside the line editor only, so its four builtins are stood in for.
const ZSH_STAND_INS = `
compdef() { }
compadd() { shift; print -l -- "$@" }
compset() { }
_files() { print -l -- * }
_describe() { local name=\${@[-1]}; local -a list=("\${(@P)name}"); print -l -- "\${(@)list%%:*}" }
`;

describe.skipIf(!installed('zsh'))('zsh completion, in zsh', () => {
  const script = zshCompletion(places(COMMANDS));
  it.each(CASES)('$typed', (example) => {
    const run = `${ZSH_STAND_INS}\n${script}\nwords=(assay ${quoted(example.typed)}); CURRENT=${example.typed.length + 1}; _assay; true`;
    const [last = ''] = example.typed.slice(-1);
    // Filtering by the word under the cursor is the editor's own work.
    const offers = offersOf(shell('zsh', run)).filter((offer) => offer.startsWith(last));
    check(offers, example);
  });
});
