// The signed catalog of the example platform is what its descriptors and apps give. It is signed with the key of RFC 8032
// §7.1 test 1, which everybody knows: it stands for nothing but this example. ASSAY_UPDATE=1 writes it again.
import { createPrivateKey, sign } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogReport } from '../src/formats/generated/catalog-report.ts';
import { hearthWithout } from './hearth-copy.ts';
import { runCli } from './run-cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const published = join(root, 'catalogs/hearth/published');
const dist = mkdtempSync(join(tmpdir(), 'assay-hearth-'));
afterAll(() => rmSync(dist, { recursive: true }));

const APPS = ['guest-panel-1.7.0', 'room-lights-1.4.0'];
const BUNDLES = APPS.map((name) => `${name}.zip`);
const CATALOG = 'cryptad-app-catalog.properties';
const SIGNATURE = 'cryptad-app-catalog.signature';
const assay = (words: readonly string[]) => runCli(words, { cwd: root, env: { ASSAY_NOW: '2026-11-20T09:00:00Z' } });

/** The bundles, and a catalog made of them. */
beforeAll(async () => {
  for (const name of APPS) {
    const app = `catalogs/hearth/apps/${name.replace(/-[\d.]+$/, '')}`;
    expect((await assay(['bundle', 'pack', '--bundle-dir', app, '--output', join(dist, `${name}.zip`)])).exit).toBe(0);
  }
  const entries = APPS.flatMap((name) => [
    '--entry',
    `catalogs/hearth/entries/${name.replace(/-[\d.]+$/, '')}.properties`,
  ]);
  const id = ['--catalog-id', 'hearth', '--name', 'Hearth Apps'];
  const made = await assay([
    'catalog',
    'create',
    ...id,
    ...entries,
    '--bundles',
    dist,
    '--output',
    join(dist, CATALOG),
  ]);
  expect(made.exit).toBe(0);
  if (process.env.ASSAY_UPDATE === '1') update();
});

function update(): void {
  const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const bytes = readFileSync(join(dist, CATALOG));
  const value = sign(null, bytes, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).toString('base64');
  const lines = ['version=1', 'algorithm=Ed25519', 'key.id=hearth-test', `payload=${CATALOG}`, `value.base64=${value}`];
  for (const name of [CATALOG, ...BUNDLES]) cpSync(join(dist, name), join(published, name));
  writeFileSync(join(published, SIGNATURE), lines.map((line) => `catalog.signature.${line}\n`).join(''));
}

describe('the published catalog of hearth', () => {
  it('is, with its bundles, what its descriptors and apps give', () => {
    expect(readFileSync(join(published, CATALOG), 'utf8')).toBe(readFileSync(join(dist, CATALOG), 'utf8'));
    for (const name of BUNDLES)
      expect(readFileSync(join(published, name)).equals(readFileSync(join(dist, name))), name).toBe(true);
  });

  it('is signed, and says of every bundle what is in it', async () => {
    const run = await assay([
      ...['compat', 'verify', '--strict', '--json', '--quiet'],
      ...['--catalog', `catalogs/hearth/published/${CATALOG}`, '--bundles', dist],
      ...['--trusted-keys', 'catalogs/hearth/keys/test-catalog-keys.properties'],
    ]);
    const report: CatalogReport = JSON.parse(run.stdout);
    expect([run.exit, report.signature.status, report.findings]).toEqual([0, 'verified', []]);
    expect(report.entries.map(({ id, status }) => [id, status])).toEqual([
      ['guest-panel', 'unknown'],
      ['room-lights', 'compatible'],
    ]);
  });

  it('is certified: a tampered byte of it is no-go, by name', async () => {
    const space = hearthWithout();
    const file = join(space.path, 'catalogs/hearth/published', CATALOG);
    const text = readFileSync(file, 'utf8');
    const certify = () => runCli(['certify', '--quiet', '--json'], { cwd: space.path });
    const blocking = ({ stdout }: Awaited<ReturnType<typeof certify>>): unknown =>
      JSON.parse(stdout).findings.flatMap((finding: { blocks: boolean; unit: string; message: string }) =>
        finding.blocks ? [[finding.unit, finding.message]] : [],
      );
    writeFileSync(file, text.replace('permissions=devices.read\n', 'permissions=devices.reed\n'));
    const run = await certify();
    space.remove();
    expect(run.exit).toBe(1);
    expect(blocking(run)).toEqual([
      [
        'catalog.published#catalogId=hearth',
        `catalogs/hearth/published/${SIGNATURE} does not fit catalogs/hearth/published/${CATALOG} under the key "hearth-test"`,
      ],
    ]);
  });

  it('names a tampered byte of a bundle', async () => {
    const name = join(dist, 'room-lights-1.4.0.zip');
    const kept = readFileSync(name);
    const bytes = Buffer.from(kept);
    const at = bytes.indexOf('Lamps');
    bytes[at] = 0x6c;
    writeFileSync(name, bytes);
    const line = ['compat', 'verify', '--catalog', `catalogs/hearth/published/${CATALOG}`, '--bundles', dist, '--json'];
    const run = await assay(line);
    writeFileSync(name, kept);
    const rules = JSON.parse(run.stdout).findings.map(({ ruleId }: { ruleId: string }) => ruleId);
    expect([at > 0, rules.length, run.exit === 1 || run.exit === 4]).toEqual([true, 1, true]);
    expect(rules[0]).toMatch(/^catalog\/entry-bundle-(?:invalid|digest-mismatch)$/);
  });
});
