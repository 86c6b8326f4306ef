// From three folders of apps to a published repository, through the commands alone.
import { cpSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeeperShell } from './keeper-shell.ts';

const shell = new KeeperShell();
beforeAll(async () => {
  await shell.published();
}, 60_000);
afterAll(() => shell.remove());

describe('a published repository', () => {
  it('verifies', async () => {
    const run = await shell.run('catalog repo verify --repository repo');
    expect(run.stdout).toContain('verified: repo, catalog hearth');
    expect(run.exit).toBe(0);
  });
});

describe('a bundle that is staged', () => {
  const MiB = 1024 * 1024;
  const APP = fileURLToPath(new URL('../../catalogs/hearth/apps/morning-brief', import.meta.url));
  const publish = 'catalog repo publish --repository repo --snapshot-key-file keys/snapshot.pem';

  it('may have more bytes than any document, and is published only as it was verified', async () => {
    cpSync(APP, shell.at('large'), { recursive: true });
    // A file without content takes no room on the disk, and as many bytes in a zip that stores them.
    writeFileSync(shell.at('large/data.bin'), '');
    truncateSync(shell.at('large/data.bin'), 65 * MiB);
    await shell.ok('bundle pack --bundle-dir large --output dist/large.zip');
    expect(statSync(shell.at('dist/large.zip')).size).toBeGreaterThan(64 * MiB);
    await shell.repo('entry', '--role', 'author.hearth', '--bundle', 'dist/large.zip');
    await shell.repo('stage');
    await shell.sign('author.hearth', 'author');

    const folder = shell.at('repo/staged/targets');
    const [name = ''] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) =>
      each.endsWith('.zip'),
    );
    const bundle = readFileSync(join(folder, name));
    bundle[1000] = (bundle[1000] ?? 0) ^ 1;
    writeFileSync(join(folder, name), bundle);
    const refused = await shell.run(`${publish} --timestamp-key-file keys/timestamp.pem`);
    expect([refused.exit, refused.stderr]).toEqual([
      4,
      expect.stringContaining('that was verified; nothing was written'),
    ]);
    expect(existsSync(shell.at(`repo/targets/${name}`))).toBe(false);

    bundle[1000] = (bundle[1000] ?? 0) ^ 1;
    writeFileSync(join(folder, name), bundle);
    await shell.publish();
    expect((await shell.run('catalog repo verify --repository repo')).stdout).toMatch(
      /morning-brief .* bundle verified/,
    );
  }, 30_000);
});
