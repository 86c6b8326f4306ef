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

describe('a release beside the one that a repository lists', () => {
  const LIGHTS = fileURLToPath(new URL('../../catalogs/hearth/apps/room-lights', import.meta.url));
  const MANIFEST = 'next/cryptad-app.properties';
  /** Verifies the app with other values in its manifest: exit code, rules with errors, and an error's code. */
  const compare = async (edit: (manifest: string) => string, previous = 'repo'): Promise<unknown> => {
    cpSync(LIGHTS, shell.at('next'), { recursive: true });
    const file = shell.at(MANIFEST);
    writeFileSync(file, edit(readFileSync(file, 'utf8')));
    const run = await shell.run(`bundle verify --bundle-dir next --previous ${previous} --json`);
    const { findings = [], error } = JSON.parse(run.stdout);
    const rules = findings.flatMap(({ ruleId, severity }: Record<string, string>) =>
      severity === 'error' ? [ruleId] : [],
    );
    return [run.exit, ...rules, ...(error === undefined ? [] : [error.code])];
  };
  const version = (next: string) => (manifest: string) => manifest.replace('app.version=1.4.0', `app.version=${next}`);

  it('is compared with the bundle of its highest version', async () => {
    expect(await compare((manifest) => manifest)).toEqual([0]);
    expect(await compare((manifest) => `${manifest}# more\n`)).toEqual([1, 'bundle/version-reused']);
    expect(await compare(version('1.3.9'))).toEqual([1, 'bundle/version-regressed']);
    expect(await compare(version('1.4.1'))).toEqual([0]);
    // The bundle itself knows what an entry of a crypta catalog does not.
    const run = await shell.run('bundle verify --bundle-dir next --previous repo');
    expect(run.stdout).toContain('pass           version.bump');
  });

  it('is told where the repository does not list the app', async () => {
    expect(await compare((manifest) => manifest.replace('app.id=room-lights', 'app.id=lamps'))).toEqual([
      3,
      'previous-other-app',
    ]);
  });

  it('is compared with nothing that was tampered with', async () => {
    cpSync(shell.at('repo'), shell.at('bad'), { recursive: true });
    const flip = (file: string): void => {
      const bytes = readFileSync(file);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    };
    const [name = ''] = readdirSync(shell.at('bad/targets/apps/room-lights/1.4.0'));
    flip(shell.at(`bad/targets/apps/room-lights/1.4.0/${name}`));
    expect(await compare((manifest) => manifest, 'bad')).toEqual([4, 'bundle-digest-mismatch']);
    flip(shell.at('bad/metadata/1.targets.json'));
    expect(await compare((manifest) => manifest, 'bad')).toEqual([4, 'snapshot-hash-mismatch']);
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
