// What the page about the command line says is what the command line does.
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { COMMON_OPTIONS } from '../src/cli/common-options.ts';
import validateError from '../src/formats/generated/validators/error.js';
import { EXIT } from '../src/model/errors.ts';
import { runCli } from './run-cli.ts';

const page = readFileSync(fileURLToPath(new URL('../docs/command-line.md', import.meta.url)), 'utf8');
const help = async (): Promise<string> => (await runCli(['--help'], { cwd: tmpdir() })).stdout;

test('every common flag', () => {
  const flags = [...page.matchAll(/^\| `--([a-z-]+)/gm)].map(([, name]) => name);
  expect(flags).toEqual(Object.keys(COMMON_OPTIONS));
});

test('every exit code, in the words of help', async () => {
  const rows = [...page.matchAll(/^\| (\d+) \| (.+) \|$/gm)].map(([, code, meaning]) => ({ code, meaning }));
  expect(rows.map(({ code }) => Number(code))).toEqual(Object.values(EXIT));
  const text = (await help()).replaceAll(/ +/g, ' ');
  for (const { code, meaning } of rows) expect(text).toContain(`\n ${code} ${meaning}\n`);
});

test('every variable of the environment that help names', async () => {
  const [section = ''] = /Environment[\s\S]*?\n\n/.exec(await help()) ?? [];
  const names = [...section.matchAll(/\b[A-Z]+_[A-Z_]+\b/g)].map(([name]) => name);
  expect(names.length).toBeGreaterThan(4);
  for (const name of names) expect(page).toContain(`\`${name}\``);
});

test('the error', () => {
  const [, json = ''] = /```json\n([\s\S]+?)```/.exec(page) ?? [];
  expect(validateError(JSON.parse(json))).toBe(true);
});
