import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contract, contractSource } from '../../../testing/contract-source.ts';
import { runCli } from '../../../testing/run-cli.ts';
import { sharedData } from '../../../testing/shared-data.ts';
import validateTransfer from '../../formats/generated/validators/contract-transfer.js';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-import-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const run = (verb: 'import' | 'export', args: readonly string[], tty = false) =>
  runCli(['api', verb, ...args], { cwd, tty });
const importing = (...args: string[]) => run('import', ['--from', 'crypta', ...args]);
const exporting = (...args: string[]) => run('export', ['--to', 'crypta', ...args]);
const text = (name: string): string => readFileSync(join(cwd, name), 'utf8');
const write = (name: string, content: unknown): void =>
  writeFileSync(join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content));
const CRYPTA = JSON.stringify({ contract: { ...contract(), later: { b: 1, a: 2 } } });

describe('assay api import --from crypta', () => {
  it('writes a source that export gives back byte for byte', async () => {
    write('crypta.json', CRYPTA);
    for (const name of ['contract.yaml', 'contract.json']) {
      expect(await importing('crypta.json', '--output', name)).toMatchObject({
        exit: 0,
        stderr: '',
        stdout: `${name} written: contract version 1 of crypta.json\n`,
      });
      expect((await exporting(name, '--output', 'back.json')).exit).toBe(0);
      expect(text('back.json')).toBe(CRYPTA);
    }
    expect(text('contract.yaml')).toMatch(/^kind: assay\.contract\n/);
    expect(text('contract.json')).toMatch(/^\{\n {2}"kind": "assay\.contract",/);
  });

  it('writes to stdout unless told otherwise, and never half a file', async () => {
    write('crypta.json', CRYPTA);
    const { exit, stdout } = await importing('crypta.json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'assay.contract',
      contract: { foreign: { later: { b: 1, a: 2 } } },
    });
    write('broken.json', CRYPTA.slice(0, -3));
    const broken = await importing('broken.json', '--output', 'contract.yaml');
    expect([broken.exit, broken.stdout]).toEqual([3, '']);
    expect(readdirSync(cwd).sort()).toEqual(['broken.json', 'crypta.json']);
  });

  it('says where white space is not kept', async () => {
    write('crypta.json', `${CRYPTA}\n`);
    const { exit, stderr } = await importing('crypta.json', '--output', 'contract.yaml');
    expect(exit).toBe(0);
    expect(stderr).toContain('white space and escapes of the document are not kept');
    expect((await importing('crypta.json', '--output', 'contract.yaml', '--quiet')).stderr).toBe('');
  });

  it.each([
    ['a native source', contractSource(), 3],
    ['a fraction', CRYPTA.replace('"contractVersion":1', '"contractVersion":1.0'), 3],
    ['a leak', CRYPTA.replace('Read the queue.', 'Reads /home/alice/queue.db'), 4],
  ])('refuses %s', async (_, content, exit) => {
    write('in.json', content);
    expect(await importing('in.json')).toMatchObject({ exit, stdout: '' });
  });

  it('prints a published document with --json', async () => {
    write('crypta.json', CRYPTA);
    for (const args of [[], ['--output', 'contract.yaml']]) {
      const json: unknown = JSON.parse((await importing('crypta.json', '--json', ...args)).stdout);
      expect(validateTransfer(json), JSON.stringify(validateTransfer.errors)).toBe(true);
      expect(json).toMatchObject({
        direction: 'import',
        input: 'crypta.json',
        output: args[1] ?? null,
        contractVersion: 1,
      });
      expect(JSON.stringify(json).includes('"document"')).toBe(args.length === 0);
    }
  });

  it.each([
    [['in.json'], 'from'],
    [['--from', 'openapy', 'in.json'], 'openapy'],
    [['--from', 'crypta'], 'file'],
    [['--from', 'crypta', 'in.json', '--output', 'in.json'], 'both the input and the output'],
  ])('is a usage error: %j', async (args, word) => {
    write('in.json', CRYPTA);
    const { exit, stderr } = await run('import', args);
    expect(exit).toBe(2);
    expect(stderr).toContain(word);
    expect(text('in.json')).toBe(CRYPTA);
  });
});

describe('assay api export --to crypta', () => {
  it('writes to stdout exactly what the platform would, without a final line break', async () => {
    const odd = CRYPTA.replace('Stable entries stay.', 'Stable \u0085\u202e stays.');
    write('crypta.json', odd);
    expect(await exporting('crypta.json')).toEqual({ exit: 0, stdout: odd, stderr: '' });
  });

  it('keeps a terminal safe from what a contract says', async () => {
    write('crypta.json', CRYPTA.replace('Stable entries stay.', 'Stable \u009b31m stays.'));
    const { stdout } = await run('export', ['--to', 'crypta', 'crypta.json'], true);
    expect(stdout).not.toContain('\u009b');
    expect(stdout).toContain('Stable \\u009b31m stays.');
  });

  it('says what a crypta contract has no room for', async () => {
    write('native.json', contractSource({ services: [{ namespace: 'hr/v1', description: '' }] }));
    const { exit, stdout, stderr } = await exporting('native.json');
    expect(exit).toBe(0);
    expect(stdout).not.toContain('hr/v1');
    expect(stderr).toContain('no room for services: left out');
    const json: unknown = JSON.parse((await exporting('native.json', '--json')).stdout);
    expect(validateTransfer(json), JSON.stringify(validateTransfer.errors)).toBe(true);
    expect(json).toMatchObject({
      direction: 'export',
      notes: ['a crypta contract has no room for services: left out'],
      document: { contract: { contractVersion: 1 } },
    });
  });

  it('reads a snapshot too', async () => {
    write('native.json', contractSource());
    await runCli(['api', 'snapshot', '--source', 'native.json', '--output', '1.json'], { cwd });
    expect((await exporting('1.json')).stdout).toBe(JSON.stringify({ contract: contract() }));
  });

  it.each([
    [[], 2],
    [['missing.json'], 3],
  ])('fails on %j', async (args, exit) => {
    expect((await exporting(...args)).exit).toBe(exit);
  });

  const real = sharedData('crypta/contracts');
  it.skipIf(real === undefined).each([1, 2, 3, 4])('gives back the real contract v%i', async (version) => {
    const file = `${real}/platform-api-contract.v${version}.json`;
    await importing(file, '--output', 'contract.yaml');
    await exporting('contract.yaml', '--output', 'back.json');
    expect(text('back.json')).toBe(readFileSync(file, 'utf8'));
  });
});
