// The commands of docs/catalogs.md, from folders of apps to a signed catalog and to a verified repository, as they stand
// there.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_BYTES, validityOf } from '../src/repository/policy.ts';
import { runCli } from './run-cli.ts';
import { wordsOf } from './transcript.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/catalogs.md'), 'utf8');
const [crypta = '', section = ''] = page.split('\n## The signed repository\n');
const commandsOf = (text: string): string[] =>
  [...text.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = '']) => block.trimEnd().split('\n'));
const env = {
  CATALOG_PASSPHRASE: 'the passphrase of the catalog',
  ANN_PASSPHRASE: 'the passphrase of ann',
  BOB_PASSPHRASE: 'the passphrase of bob',
  AUTHOR_PASSPHRASE: 'the passphrase of the author',
  CI_PASSPHRASE: 'the passphrase of the build',
};

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'assay-docs-')));
beforeAll(() => {
  mkdirSync(join(folder, '.git'));
  for (const app of ['guest-panel', 'morning-brief', 'room-lights'])
    cpSync(join(ROOT, 'catalogs/hearth/apps', app), join(folder, 'apps', app), { recursive: true });
  cpSync(join(ROOT, 'contracts/hearth/5.json'), join(folder, 'contracts/hearth/5.json'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (line: string) => runCli(wordsOf(line.replace(/^assay /, '')), { cwd: folder, env });

describe('the signed catalog of docs/catalogs.md', () => {
  it.each(commandsOf(crypta))('%s', { timeout: 60_000 }, async (line) => {
    // What was published is what was made before.
    if (line.includes('catalog diff')) cpSync(join(folder, 'dist'), join(folder, 'published'), { recursive: true });
    const { exit, stdout, stderr } = await run(line);
    expect(exit, stdout + stderr).toBe(0);
  });

  it('names a tampered byte anywhere', { timeout: 60_000 }, async () => {
    const verify = commandsOf(crypta).find((line) => line.includes('compat verify')) ?? '';
    const files = ['cryptad-app-catalog.properties', 'cryptad-app-catalog.signature', 'room-lights-1.4.0.zip'];
    for (const name of files) {
      const path = join(folder, 'dist', name);
      const bytes = readFileSync(path);
      for (const at of [0, bytes.length >> 1, bytes.length - 2]) {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
        writeFileSync(path, changed);
        const { exit, stdout, stderr } = await run(verify);
        expect([1, 4], `${name} ${at}`).toContain(exit);
        expect(stdout + stderr, `${name} ${at}`).toContain(name);
      }
      writeFileSync(path, bytes);
    }
  });
});

describe('the signed repository of docs/catalogs.md', () => {
  it.each(commandsOf(section))('%s', { timeout: 60_000 }, async (line) => {
    expect(line).toMatch(/^assay /);
    const { exit, stdout, stderr } = await run(line);
    expect(exit, stdout + stderr).toBe(0);
  });

  it('holds the three apps in the end', async () => {
    const { stdout } = await run('assay catalog repo verify --repository catalog --lock catalog.lock --json');
    const ids = JSON.parse(stdout).entries.map(({ id, bundle }: { id: string; bundle: string }) => `${id} ${bundle}`);
    expect(ids).toEqual(['guest-panel verified', 'morning-brief verified', 'room-lights verified']);
  });

  it('names a tampered byte anywhere', { timeout: 60_000 }, async () => {
    const files = readdirSync(join(folder, 'catalog'), { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    for (const file of files) {
      const path = join(file.parentPath, file.name);
      const bytes = readFileSync(path);
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
      writeFileSync(path, changed);
      const { exit, stdout } = await run('assay catalog repo verify --repository catalog --lock catalog.lock');
      expect(exit, path).toBe(4);
      expect(stdout, path).toContain(file.name.replace(/^\d+\./, ''));
      writeFileSync(path, bytes);
    }
    expect(files.length).toBeGreaterThan(8);
  });

  it('gives the validity and the limits that the code has', () => {
    const days = (role: string): string => `${validityOf(role).given / 86_400_000}`;
    for (const role of ['root', 'targets', 'revocation'])
      expect(section).toMatch(new RegExp(`^\\| \`${role}\` \\|.*\\| ${days(role)} days \\|`, 'm'));
    expect(section).toContain(`| ${days('snapshot')} and ${days('timestamp')} days |`);
    for (const [role, bytes] of Object.entries(MAX_BYTES))
      expect(section).toContain(`${role} ${bytes.toLocaleString('en-US')}`);
  });
});
