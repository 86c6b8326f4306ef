// One keeper at a time: two processes that publish one repository, and a lock that nobody removed.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeeperShell, NOW } from './keeper-shell.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = mkdtempSync(join(root, 'node_modules/.assay-alone-'));
const bin = join(dist, 'bin.js');
const shell = new KeeperShell();
const LOCK = shell.at('repo/.assay-lock');

beforeAll(async () => {
  const built = spawnSync(process.execPath, ['tools/build.mjs', '--js', `--outdir=${dist}`], { cwd: root });
  expect(`${built.stderr}`).toBe('');
  await shell.published();
  await shell.repo('stage', '--role', 'root');
  await shell.sign('root', 'ann', 'bob');
}, 120_000);
afterAll(() => {
  shell.remove();
  rmSync(dist, { recursive: true, force: true });
});

/** A program that signs as the timestamp's key does, once a file is there. */
function slowSigner(gate: string): string {
  const path = shell.at('slow-signer');
  const script = `#!${process.execPath}
const { existsSync, readFileSync } = require('node:fs');
const { sign } = require('node:crypto');
const bytes = readFileSync(0);
while (!existsSync(${JSON.stringify(gate)})) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
process.stdout.write(sign(null, bytes, readFileSync(${JSON.stringify(shell.at('keys/timestamp.pem'))})));
`;
  writeFileSync(path, script, { mode: 0o755 });
  return path;
}

const PUBLISH = ['catalog', 'repo', 'publish', '--repository', 'repo', '--snapshot-key-file', 'keys/snapshot.pem'];
const env = { PATH: process.env.PATH, ASSAY_NOW: NOW, TMPDIR: tmpdir() };

function publishWith(...timestamp: readonly string[]): ChildProcess {
  return spawn(process.execPath, [bin, ...PUBLISH, ...timestamp, '--json'], { cwd: shell.folder, env });
}

async function ended(child: ChildProcess): Promise<{ exit: number | null; out: string }> {
  let out = '';
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  const exit = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { exit, out };
}

async function untilLocked(): Promise<void> {
  while (!existsSync(LOCK)) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('two publications at once', () => {
  it('are one, and a refusal that names the other', { timeout: 60_000 }, async () => {
    const gate = shell.at('gate');
    const signer = ['--timestamp-signer', slowSigner(gate)];
    const first = publishWith(...signer);
    const done = ended(first);
    await untilLocked();
    const second = await ended(publishWith('--timestamp-key-file', 'keys/timestamp.pem'));
    expect([second.exit, JSON.parse(second.out).error]).toMatchObject([
      6,
      {
        code: 'repository-locked',
        message: `repo is being changed by process ${first.pid} since ${NOW}`,
        hint: 'wait until it is done; where it was killed, remove repo/.assay-lock',
      },
    ]);
    writeFileSync(gate, '');
    expect((await done).exit).toBe(0);
    expect(existsSync(LOCK)).toBe(false);
    const third = await ended(publishWith('--timestamp-key-file', 'keys/timestamp.pem'));
    expect([third.exit, JSON.parse(third.out).error.code]).toEqual([2, 'nothing-staged']);
    expect((await shell.run('catalog repo verify --repository repo')).exit).toBe(0);
  });
});

describe('a lock that is left', () => {
  const refused = async (line: string) => {
    const run = await shell.run(`catalog repo ${line} --repository repo --json`);
    expect([line, run.exit]).toEqual([line, 6]);
    return JSON.parse(run.stdout).error;
  };

  it('by a process that is gone says so, and stays until a person removes it', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(LOCK, `process ${pid} since 2026-01-30T12:00:00Z\n`);
    const before = readFileSync(shell.at('repo/metadata/timestamp.json'), 'utf8');
    const error = await refused('refresh --force --timestamp-key-file keys/timestamp.pem');
    expect(error.message).toBe(
      `repo is being changed by process ${pid} since 2026-01-30T12:00:00Z, which does not run on this machine any more`,
    );
    expect(error.hint).toContain('then remove repo/.assay-lock');
    expect(readFileSync(shell.at('repo/metadata/timestamp.json'), 'utf8')).toBe(before);
    rmSync(LOCK);
    await shell.repo('refresh', '--force', '--timestamp-key-file', 'keys/timestamp.pem');
    expect(existsSync(LOCK)).toBe(false);
  });

  it.each([
    ['of another form', () => writeFileSync(LOCK, 'process 1; rm since yesterday')],
    ['empty', () => writeFileSync(LOCK, '')],
    ['far too long', () => writeFileSync(LOCK, 'x'.repeat(10_000))],
    ['a link to nowhere', () => symlinkSync('/nowhere/at/all', LOCK)],
  ])('%s holds as well', async (_, make) => {
    make();
    expect((await refused('stage')).message).toBe('repo is being changed by something unknown');
    rmSync(LOCK);
  });

  it('keeps every command from changing anything, and none from looking', async () => {
    writeFileSync(LOCK, `process ${process.pid} since ${NOW}\n`);
    for (const line of [
      'add-key --role snapshot --public-key-file keys/ann.pub',
      'delegate --role author.other --path apps/other.*/*/* --public-key-file keys/ann.pub',
      'entry --role author.hearth --yank apps/room-lights/1.4.0/room-lights-1.4.0.tgz',
      'publish --snapshot-key-file keys/snapshot.pem --timestamp-key-file keys/timestamp.pem',
      'refresh --timestamp-key-file keys/timestamp.pem',
      'revoke --revoked-key-id none --reason compromised',
      'rotate --role snapshot --remove-key-id none --public-key-file keys/ann.pub',
      'sign --role root --private-key-file keys/ann.pem',
      'stage',
    ])
      expect((await refused(line)).message).toBe(`repo is being changed by process ${process.pid} since ${NOW}`);
    expect((await shell.run('catalog repo status --repository repo')).exit).not.toBe(6);
    expect((await shell.run('catalog repo verify --repository repo')).exit).toBe(0);
    rmSync(LOCK);
  });
});
