import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contractSource } from '../../testing/contract-source.ts';
import { runCli } from '../../testing/run-cli.ts';
import { refuseSecrets } from './refuse-secrets.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-refuse-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const MANIFEST = (version: string): string =>
  `manifest.version=1\napp.id=a\napp.name=A\napp.version=${version}\napp.exec=bin/a.sh\napp.permissions=\n`;

function bundle(version: string): void {
  mkdirSync(join(cwd, 'a'));
  writeFileSync(join(cwd, 'a/cryptad-app.properties'), MANIFEST(version));
}

describe('inputs', () => {
  it('are not written over by a report, whatever their path is called', async () => {
    bundle('1.0.0');
    symlinkSync('a', join(cwd, 'twin'));
    const { exit, stderr } = await runCli(
      ['manifest', 'validate', '--bundle-dir', 'a', '--output', 'json=twin/cryptad-app.properties'],
      { cwd },
    );
    expect([exit, stderr]).toEqual([2, expect.stringContaining('is an input of this run')]);
    expect(readFileSync(join(cwd, 'a/cryptad-app.properties'), 'utf8')).toBe(MANIFEST('1.0.0'));
  });

  it('are not written over by a snapshot behind a link', async () => {
    mkdirSync(join(cwd, 'real'));
    const source = `${JSON.stringify(contractSource())}\n`;
    writeFileSync(join(cwd, 'real/contract.json'), source);
    symlinkSync('real', join(cwd, 'link'));
    const { exit } = await runCli(
      ['api', 'snapshot', '--source', 'real/contract.json', '--output', 'link/contract.json'],
      { cwd },
    );
    expect(exit).toBe(2);
    expect(readFileSync(join(cwd, 'real/contract.json'), 'utf8')).toBe(source);
  });

  it('may be replaced by the snapshot that they are an older one of', async () => {
    writeFileSync(join(cwd, 'contract.json'), `${JSON.stringify(contractSource())}\n`);
    const call = ['api', 'snapshot', '--source', 'contract.json', '--output', 'snapshot.json'];
    expect((await runCli(call, { cwd })).exit).toBe(0);
    writeFileSync(join(cwd, 'snapshot.json'), '{}\n');
    expect((await runCli(call, { cwd })).exit).toBe(0);
  });
});

describe('secrets', () => {
  it.each([['--json'], ['--output=json=out.json'], ['--strict']])('in an input reach no output (%s)', async (flag) => {
    bundle('ghp_16C7e42F292c6912E7710c838347Ae178B4a');
    const { exit, stdout, stderr } = await runCli(['manifest', 'validate', '--bundle-dir', 'a', flag], { cwd });
    expect(exit).toBe(4);
    expect(stdout + stderr).toContain('would repeat a secret (credential)');
    if (flag === '--json') expect(stdout).toContain('"secret-in-output"');
    expect(stdout + stderr).not.toContain('16C7e42F');
  });

  it('are not repeated as the name of a member', async () => {
    writeFileSync(
      join(cwd, 'c.json'),
      '{"ghp_16C7e42F292c6912E7710c838347Ae178B4a":1,"ghp_16C7e42F292c6912E7710c838347Ae178B4a":2}',
    );
    const { exit, stderr } = await runCli(['api', 'snapshot', '--source', 'c.json', '--output', 'o.json'], { cwd });
    expect([exit, stderr.includes('16C7e42F')]).toEqual([3, false]);
  });
});

describe('commits and digests', () => {
  it.each([
    '8c2e1f0a9b7d6c5e4f3a2b1c0d9e8f7a6b5c4d3e',
    'git:8c2e1f0a9b7d6c5e4f3a2b1c0d9e8f7a6b5c4d3e:a/b.yaml',
    `${'c0ffee'.repeat(10)}beef`,
  ])('are no secrets: %s', (text) => {
    expect(() => refuseSecrets({ exit: 0, json: { revision: text }, text: () => '' })).not.toThrow();
  });
});

describe('a client of nothing', () => {
  it.each([[[]], [['--check']]])('is no success (%j)', async (flags) => {
    writeFileSync(join(cwd, 'contract.json'), `${JSON.stringify(contractSource())}\n`);
    const call = ['clients', 'generate', '--contract', 'contract.json', '--output', 'client', '--json', ...flags];
    const { exit, stdout } = await runCli(call, { cwd });
    expect([exit, stdout]).toEqual([5, expect.stringContaining('"client-empty"')]);
  });
});

describe('names from outside', () => {
  it('begin no line of a report', async () => {
    const name = 'a\n::error title=go::forged';
    mkdirSync(join(cwd, name));
    writeFileSync(join(cwd, name, 'cryptad-app.properties'), MANIFEST('1 ##[add-mask]x'));
    const { stdout } = await runCli(['manifest', 'validate', '--bundle-dir', name], { cwd });
    expect(stdout).not.toMatch(/^\s*::/m);
    expect(stdout).not.toContain('##[');
  });
});
