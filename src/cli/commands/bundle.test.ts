import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { HOSTILE_ARCHIVES } from '../../../testing/hostile-archives.ts';
import { type CliRun, runCli } from '../../../testing/run-cli.ts';
import { tgz } from '../../../testing/tar-builder.ts';
import { buildZip } from '../../../testing/zip-builder.ts';
import type { BundleReport } from '../../formats/generated/bundle-report.ts';
import validateReport from '../../formats/generated/validators/bundle-report.js';

const top = mkdtempSync(join(tmpdir(), 'assay-bundle-'));
const hearth = fileURLToPath(new URL('../../../catalogs/hearth/apps/cinema-mode', import.meta.url));
afterAll(() => rmSync(top, { recursive: true }));

const assay = (line: string, env: Record<string, string> = {}): Promise<CliRun> =>
  runCli(line.trim().split(' '), { cwd: top, env });
const report = (run: CliRun): BundleReport => JSON.parse(run.stdout);
const statusOf = (run: CliRun, id: string): string | undefined =>
  report(run).checks.find((each) => each.id === id)?.status;

const MANIFEST = JSON.stringify({
  manifest_version: '1',
  id: 'notes',
  name: 'Notes',
  version: '1.2.0',
  category: 'Productivity',
  tagline: 't',
  description: 'd',
  icon: 'i',
  sdk: {},
  capabilities: { frontend: true, backend: false },
  frontend: { entry: './frontend/main.js' },
  backend: { entry: './backend/main.py' },
});

function changed(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  const at = copy.indexOf('router');
  copy[at] = 0x52;
  return copy;
}

beforeEach(() => {
  rmSync(join(top, 'notes'), { recursive: true, force: true });
  for (const folder of ['frontend', 'backend', '.git', 'node_modules/.bin'])
    mkdirSync(join(top, 'notes', folder), { recursive: true });
  writeFileSync(join(top, 'notes/palette-plugin.json'), MANIFEST);
  writeFileSync(join(top, 'notes/frontend/main.js'), 'export {};\n');
  writeFileSync(join(top, 'notes/backend/main.py'), 'router = None\n');
  writeFileSync(join(top, 'notes/.env.local'), 'PASSWORD=x\n');
  writeFileSync(join(top, 'notes/.git/config'), 'x');
  symlinkSync('../x', join(top, 'notes/node_modules/.bin/x'));
});

describe('bundle pack', () => {
  it('packs what belongs to the app, names what it left out, and writes the dialect', async () => {
    const packed = await assay('bundle pack --bundle-dir notes --output dist/notes-1.2.0.tgz --json');
    expect(packed.exit).toBe(0);
    expect(JSON.parse(packed.stdout)).toMatchObject({ files: 3, leftOut: ['.env.local', '.git', 'node_modules'] });
    const verified = await assay('bundle verify --bundle dist/notes-1.2.0.tgz --profile assay --json');
    expect(report(verified).digests).toEqual(JSON.parse(packed.stdout).digests);
    expect(report(verified).findings).toEqual([]);
    expect(verified.exit).toBe(0);
  });

  it.each(['tgz', 'zip'])('gives the same bytes whatever the modes and times of the files are (%s)', async (form) => {
    await assay(`bundle pack --bundle-dir notes --output one.${form}`);
    cpSync(join(top, 'notes'), join(top, 'copy'), { recursive: true, verbatimSymlinks: true });
    for (const file of ['palette-plugin.json', 'frontend/main.js']) chmodSync(join(top, 'copy', file), 0o600);
    await assay(`bundle pack --bundle-dir copy --output two.${form}`);
    expect(readFileSync(join(top, `one.${form}`)).equals(readFileSync(join(top, `two.${form}`)))).toBe(true);
    rmSync(join(top, 'copy'), { recursive: true });
  });

  it('refuses a symbolic link by name, and writes nothing', async () => {
    symlinkSync('/etc/passwd', join(top, 'notes/frontend/link'));
    const run = await assay('bundle pack --bundle-dir notes --output never.tgz --json');
    expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([4, 'bundle-special-file']);
    expect(run.stdout).toContain('frontend/link');
    expect(() => readFileSync(join(top, 'never.tgz'))).toThrow('ENOENT');
  });

  it('takes the time of SOURCE_DATE_EPOCH', async () => {
    await assay('bundle pack --bundle-dir notes --output then.tgz', { SOURCE_DATE_EPOCH: '1700000000' });
    await assay('bundle pack --bundle-dir notes --output now.tgz');
    const [then, now] = [
      await assay('bundle verify --bundle then.tgz --json'),
      await assay('bundle verify --bundle now.tgz --json'),
    ];
    expect(report(then).digests.tar).not.toBe(report(now).digests.tar);
    expect(report(then).digests.tree).toBe(report(now).digests.tree);
  });
});

describe('bundle verify', () => {
  it.each(HOSTILE_ARCHIVES.filter((_, at) => at % 6 === 0))('refuses $what by one rule', async ({ rule, bytes }) => {
    writeFileSync(join(top, 'hostile.tgz'), bytes());
    const run = await assay('bundle verify --bundle hostile.tgz --profile assay --json');
    expect(report(run).findings.map(({ ruleId }) => ruleId)).toEqual([`bundle/${rule}`]);
    expect(run.exit).toBe(4);
    expect(statusOf(run, 'archive.structure')).toBe('fail');
    expect(validateReport(report(run))).toBe(true);
  });

  it.each([
    ['a zip with bytes after it', (zip: Buffer) => Buffer.concat([zip, Buffer.from('evil')]), 'archive-framing'],
    ['a zip with another CRC', (zip: Buffer) => Buffer.from(zip).fill(0xff, 14, 18), 'archive-header'],
    ['a zip with changed content', changed, 'archive-framing'],
  ])('refuses %s by the same rules', async (_, spoil, rule) => {
    await assay('bundle pack --bundle-dir notes --output good.zip');
    writeFileSync(join(top, 'bad.zip'), spoil(readFileSync(join(top, 'good.zip'))));
    const run = await assay('bundle verify --bundle bad.zip --json');
    expect([run.exit, report(run).findings.map(({ ruleId }) => ruleId)]).toEqual([4, [`bundle/${rule}`]]);
  });

  it('refuses a folder with a link in it, and names the link', async () => {
    const run = await assay('bundle verify --bundle-dir notes --json');
    expect([run.exit, report(run).findings.map(({ ruleId }) => ruleId)]).toEqual([4, ['bundle/archive-entry-type']]);
    expect(run.stdout).toContain('node_modules/.bin/x');
  });

  it('names what is wrong with the content, and never a secret', async () => {
    const secret = 'pltt_Rb7xQ2mVdK9sT4wLpZ8nHcY1gJf6uE3aXoN5iBtWvq0';
    writeFileSync(join(top, 'notes/backend/main.py'), `TOKEN = "${secret}"\nrequire_permission("tasks:write")\n`);
    writeFileSync(join(top, 'notes/package.json'), '{"version": "1.1.0", "scripts": {"postinstall": "x"}}');
    await assay('bundle pack --bundle-dir notes --output bad.tgz');
    const run = await assay('bundle verify --bundle bad.tgz --json', { PALETTE_MAX_FRONTEND_BUNDLE_BYTES: '9' });
    expect(
      report(run)
        .findings.map(({ ruleId }) => ruleId)
        .sort(),
    ).toEqual([
      'bundle/dependency-lifecycle-script',
      'bundle/limit-override-ignored',
      'bundle/permission-undeclared',
      'bundle/secret-found',
      'bundle/version-disagrees',
    ]);
    expect(run.exit).toBe(1);
    expect(run.stdout).not.toContain(secret.slice(5, 20));
    expect(validateReport(report(run))).toBe(true);
  });

  it('compares the manifest inside with the one that was reviewed', async () => {
    await assay('bundle pack --bundle-dir notes --output m.tgz');
    expect((await assay('bundle verify --bundle m.tgz --manifest notes/palette-plugin.json')).exit).toBe(0);
    writeFileSync(join(top, 'other.json'), `${MANIFEST} `);
    expect((await assay('bundle verify --bundle m.tgz --manifest other.json')).exit).toBe(1);
  });

  it.each([
    ['a folder', '--bundle-dir empty', undefined],
    ['a .tgz', '--bundle empty.tgz', tgz([])],
    ['a .tgz of folders', '--bundle empty.tgz', tgz([{ name: 'a/', type: '5', mode: 0o755 }])],
    ['a zip', '--bundle empty.zip', buildZip([])],
  ])('says that %s with no file in it is no bundle', async (_, flags, archive) => {
    mkdirSync(join(top, 'empty'), { recursive: true });
    if (archive !== undefined) writeFileSync(join(top, flags.replace('--bundle ', '')), archive);
    const run = await assay(`bundle verify ${flags} --json`);
    expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([3, 'manifest-missing']);
  });

  it('takes files without a manifest for no app, strict or not', async () => {
    mkdirSync(join(top, 'no-manifest'), { recursive: true });
    writeFileSync(join(top, 'no-manifest/index.html'), '<!doctype html>');
    const { exit, stdout } = await assay('bundle verify --bundle-dir no-manifest --json');
    const { findings } = JSON.parse(stdout);
    expect([exit, findings[0].ruleId, findings[0].severity]).toEqual([1, 'bundle/manifest-missing', 'error']);
  });

  it('finds what a page loads in an archive whose folder is around the bundle', async () => {
    const page = '<!doctype html><html lang="en"><title>t</title><script src="./main.js"></script>';
    const files: [string, string][] = [
      ['palette-plugin.json', MANIFEST],
      ['backend/main.py', 'router = None\n'],
      ['frontend/index.html', page],
    ];
    const pack = (more: [string, string][]): void =>
      writeFileSync(
        join(top, 'around.tgz'),
        tgz([...files, ...more].map(([name, content]) => ({ name: `package/${name}`, content }))),
      );
    const missing = async (): Promise<string[]> =>
      report(await assay('bundle verify --bundle around.tgz --json'))
        .findings.filter(({ ruleId }) => ruleId === 'bundle/page-asset-missing')
        .map(({ message }) => message);
    pack([['frontend/main.js', 'export {};\n']]);
    expect(await missing()).toEqual([]);
    pack([]);
    expect(await missing()).toEqual(['the page loads "frontend/main.js", which is not in the bundle']);
  });
});

describe('bundle verify --bundle', () => {
  it('says of a folder in the place of an archive what it is', async () => {
    mkdirSync(join(top, 'folder'));
    const run = await assay('bundle verify --bundle folder --json');
    const { error } = JSON.parse(run.stdout);
    expect([run.exit, error.code, error.message]).toEqual([
      3,
      'input-unreadable',
      "folder can't be read: it is a directory",
    ]);
  });
});

describe('bundle sign', () => {
  const env = { P: 'correct-horse-battery' };

  it('makes a bundle that its key alone verifies, until a byte changes', async () => {
    cpSync(hearth, join(top, 'signed'), { recursive: true });
    for (const id of ['release', 'other'])
      await assay(
        `keys generate --key-id ${id} --private-key-file ${id}.pem --public-key-file ${id}.pub --trusted-keys-file ${id}.properties --passphrase-env P`,
        env,
      );
    const sign = 'bundle sign --bundle-dir signed --key-id release --private-key-file release.pem --passphrase-env P';
    expect((await assay(sign, env)).exit).toBe(0);
    const verify = async (more: string): Promise<[number, string[]]> => {
      const run = await assay(`bundle verify --bundle-dir signed --json ${more}`);
      return [run.exit, report(run).findings.map(({ ruleId }) => ruleId)];
    };
    expect(await verify('--trusted-keys release.properties')).toEqual([0, []]);
    expect(await verify('--trusted-keys release.properties --expected-key-id release')).toEqual([0, []]);
    expect(await verify('--trusted-keys release.properties --expected-key-id r2')).toEqual([
      4,
      ['bundle/signature-invalid'],
    ]);
    expect(await verify('--trusted-keys other.properties')).toEqual([4, ['bundle/signature-invalid']]);
    writeFileSync(join(top, 'signed/static/app.js'), 'changed');
    expect(await verify('--trusted-keys release.properties')).toEqual([4, ['bundle/digest-mismatch']]);
    writeFileSync(join(top, 'signed/more.js'), 'more');
    expect((await verify(''))[1]).toEqual(['bundle/digest-mismatch', 'bundle/digest-mismatch']);
  });

  it('packs nothing under a signature that others would refuse', async () => {
    const pack = async (): Promise<unknown> => {
      const { exit, stdout } = await assay('bundle pack --bundle-dir stale --output stale.zip --json');
      return exit === 0 ? exit : [exit, JSON.parse(stdout).error.code, JSON.parse(stdout).error.message];
    };
    const sign = 'bundle sign --bundle-dir stale --key-id release --private-key-file release.pem --passphrase-env P';
    cpSync(hearth, join(top, 'stale'), { recursive: true });
    writeFileSync(join(top, 'stale/.env'), 'A=1');
    await assay(sign, env);
    expect(await pack()).toEqual([4, 'signed-otherwise', 'stale was signed with ".env", which is not packed']);
    rmSync(join(top, 'stale/.env'));
    await assay(sign, env);
    expect(await pack()).toBe(0);
    writeFileSync(join(top, 'stale/late.js'), '');
    expect(await pack()).toEqual([4, 'signed-otherwise', 'stale was signed before "late.js" was as it is']);
  });

  it('says of a packed app of crypta where its signature lies, before it asks for the id of a key', async () => {
    cpSync(hearth, join(top, 'ready'), { recursive: true });
    await assay('bundle pack --bundle-dir ready --output packed.tgz');
    const code = async (flags: string): Promise<unknown> => {
      const { error } = JSON.parse(
        (await assay(`bundle sign ${flags} --private-key-file release.pem --passphrase-env P --json`, env)).stdout,
      );
      return [error.code, error.message];
    };
    const place = ['bundle-sign-place', 'the signature of a crypta app lies in its unpacked bundle'];
    expect(await code('--bundle packed.tgz')).toEqual(place);
    expect(await code('--bundle-dir signed')).toEqual(['key-id-invalid', 'no key id is given']);
  });

  it('refuses an unsigned bundle where trusted keys are given', async () => {
    const run = await assay('bundle verify --bundle-dir notes --trusted-keys release.properties --json');
    // The folder as it is holds a symbolic link; what is packed does not.
    expect(run.exit).toBe(4);
    await assay('bundle pack --bundle-dir notes --output u.tgz');
    const packed = await assay('bundle verify --bundle u.tgz --trusted-keys release.properties --json');
    expect([packed.exit, report(packed).findings.map(({ ruleId }) => ruleId)]).toEqual([
      4,
      ['bundle/signature-missing'],
    ]);
  });
});
