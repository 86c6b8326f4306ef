// A publication that demands a certification of what it offers for the first time.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { run, space } from '../certify-small.ts';
import { runCli } from '../run-cli.ts';
import { smallPolicy, writeJson } from '../small-platform.ts';
import { KeeperShell } from './keeper-shell.ts';

const OFF = { pr: 'off', nightly: 'off', 'release-candidate': 'off', production: 'off' } as const;
let shell: KeeperShell;

beforeEach(async () => {
  shell = new KeeperShell();
  await shell.published();
  writeJson(space(), 'policy.json', smallPolicy({ 'security.scan': { levels: OFF } }));
  return () => shell.remove();
}, 60_000);

/** Lists a bundle as new, with everything signed that has to be. */
async function list(bundle: string): Promise<void> {
  await shell.repo('entry', '--role', 'author.hearth', '--bundle', bundle);
  await shell.repo('stage');
  await shell.sign('author.hearth', 'author');
}

async function reader(): Promise<string> {
  const output = join(space().path, 'dist/reader-1.0.0.tgz');
  const packed = await runCli(['bundle', 'pack', '--bundle-dir', 'apps/reader', '--output', output], {
    cwd: space().path,
  });
  expect(packed.exit, packed.stderr).toBe(0);
  return output;
}

const publish = async () => {
  const online = '--snapshot-key-file keys/snapshot.pem --timestamp-key-file keys/timestamp.pem';
  const ran = await shell.run(
    `catalog repo publish --repository repo ${online} --json --certification`,
    join(space().path, 'certification.json'),
  );
  return { exit: ran.exit, json: JSON.parse(ran.stdout) };
};

describe('a certification that a publication demands', () => {
  it('lets pass what it is about, as the folder that it was packed from', async () => {
    await list(await reader());
    const certification = await run();
    expect(certification.decision).toBe('go');
    writeJson(space(), 'certification.json', certification);
    const { exit, json } = await publish();
    expect(exit).toBe(0);
    expect(json.done.at(-1)).toMatch(/^apps\/reader\/1\.0\.0\/reader-1\.0\.0\.tgz: certified by .*, go$/);
    expect(json.done.filter((line: string) => line.includes('certified'))).toHaveLength(1);
  });

  it('refuses everything where it is no-go', async () => {
    await list(await reader());
    writeJson(space(), 'policy.json', smallPolicy());
    writeJson(space(), 'certification.json', await run());
    const { exit, json } = await publish();
    expect([exit, json.error.code]).toEqual([4, 'certification-no-go']);
    expect(existsSync(shell.at('repo/metadata/2.author.hearth.json'))).toBe(false);
  });

  it('T31: refuses a new bundle that it is not about, and asks nothing of those that are published', async () => {
    writeJson(space(), 'certification.json', await run());
    await list(await shell.pack('morning-brief'));
    const { exit, json } = await publish();
    expect([exit, json.error.code]).toEqual([4, 'certification-missing-bundle']);
    expect(json.error.message).toContain('morning-brief');
    await shell.repo('entry', '--role', 'author.hearth', '--yank', 'apps/room-lights/1.4.0/room-lights-1.4.0.tgz');
    expect(existsSync(shell.at('repo/metadata/2.author.hearth.json'))).toBe(false);
  });
});
