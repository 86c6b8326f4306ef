import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { run, space } from '../../testing/certify-small.ts';
import { codeOf } from '../../testing/code-of.ts';
import { runCli } from '../../testing/run-cli.ts';
import { testKey, trustedKeys } from '../../testing/signed-catalog.ts';
import { smallPolicy, writeJson } from '../../testing/small-platform.ts';
import { parseCatalog } from '../catalog/crypta-catalog.ts';
import type { Digest } from '../model/digest.ts';
import { AssayError } from '../model/errors.ts';
import { catalogCertified } from './catalog-certified.ts';

const CATALOG = 'dist/cryptad-app-catalog.properties';
const assay = (line: string) => runCli(line.split(' '), { cwd: space().path });
const NOW = new Date('2031-05-10T12:00:00Z');
const OFF = { pr: 'off', nightly: 'off', 'release-candidate': 'off', production: 'off' } as const;

beforeEach(async () => {
  const key = testKey('catalog-1');
  space().write('key.pem', key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  chmodSync(join(space().path, 'key.pem'), 0o600);
  space().write('trusted.properties', trustedKeys(key));
  writeJson(space(), 'policy.json', smallPolicy({ 'security.scan': { levels: OFF } }));
  const packed = await assay('bundle pack --bundle-dir apps/reader --output dist/reader-1.0.0.zip');
  expect(packed.exit, packed.stderr).toBe(0);
  const made = await assay(
    `catalog create --catalog-id small --name Small --entry entries/reader.properties --bundles dist --output ${CATALOG}`,
  );
  expect(made.exit, made.stderr).toBe(0);
});

describe('a certification that signing demands', () => {
  const SIGN = `catalog sign --catalog ${CATALOG} --key-id catalog-1 --private-key-file key.pem --certification certification.json --json`;

  it('lets pass what it is about', async () => {
    const certification = await run();
    expect(certification.decision).toBe('go');
    writeJson(space(), 'certification.json', certification);
    const signed = await assay(SIGN);
    expect([signed.exit, JSON.parse(signed.stdout)]).toMatchObject([
      0,
      { action: 'signed', certification: { path: 'certification.json', decision: 'go' } },
    ]);
    const verified = await assay(`catalog verify --catalog ${CATALOG} --trusted-keys trusted.properties`);
    expect(verified.exit).toBe(0);
  });

  it('refuses everything where it is no-go', async () => {
    writeJson(space(), 'policy.json', smallPolicy());
    writeJson(space(), 'certification.json', await run());
    const signed = await assay(SIGN);
    expect([signed.exit, JSON.parse(signed.stdout).error.code]).toEqual([4, 'certification-no-go']);
    expect(existsSync(join(space().path, 'dist/cryptad-app-catalog.signature'))).toBe(false);
  });

  it('T31: takes a folder for the bundle that was packed from it, and nothing else', async () => {
    const catalog = parseCatalog(readFileSync(join(space().path, CATALOG)), CATALOG);
    const certification = await run();
    const certified = certification.candidate.artifacts.filter(({ name }) => name === 'apps/reader');
    const folder = certified[0]?.digest;
    if (folder === null || folder === undefined) throw new Error('no bundle was certified');
    const passed = { ...certification, candidate: { ...certification.candidate, artifacts: certified } };
    expect(
      catalogCertified(catalog, { path: 'c', certification: passed }, new Map([['reader', digestOf(folder)]]), NOW),
    ).toEqual([]);
    const refuse = () => catalogCertified(catalog, { path: 'c', certification: passed }, new Map(), NOW);
    expect(refuse).toThrow(AssayError);
    expect(refuse).toThrow(/is not about the bundle of "reader"/);
  });

  it('T32: passes by a waiver until the waiver ends, used or not', async () => {
    const catalog = parseCatalog(readFileSync(join(space().path, CATALOG)), CATALOG);
    const certification = await run();
    const waiver = {
      path: 'w',
      id: 'WVR-2031-0001',
      state: 'valid',
      explanation: '',
      expiresAt: '2031-05-20T12:00:00Z',
    } as const;
    const sign = (used: boolean, now: string): unknown => {
      const waived = { ...certification, waivers: [{ ...waiver, used }] };
      return codeOf(() => catalogCertified(catalog, { path: 'c', certification: waived }, new Map(), new Date(now)));
    };
    expect(sign(true, '2031-05-20T11:59:59Z')).toBe('accepted');
    expect(sign(true, '2031-05-20T12:00:00Z')).toBe('certification-ended/4');
    expect(sign(false, '2031-05-20T12:00:00Z')).toBe('accepted');
  });

  it('names the findings that it waives', async () => {
    const catalog = parseCatalog(readFileSync(join(space().path, CATALOG)), CATALOG);
    const certification = await run();
    const finding = {
      ruleId: 'compat/catalog-permission-mismatch',
      severity: 'error' as const,
      message: 'm',
      help: 'h',
      location: { path: 'p' },
      fingerprint: `sha256:${'0'.repeat(64)}`,
      blocks: false,
    };
    const findings = [
      { ...finding, waivedBy: 'w-1' },
      { ...finding, fingerprint: `sha256:${'1'.repeat(64)}` },
    ];
    const input = { path: 'c', certification: { ...certification, findings } };
    expect(catalogCertified(catalog, input, new Map(), NOW)).toEqual([`sha256:${'0'.repeat(64)}`]);
  });
});

function digestOf(text: string): Digest {
  return `sha256:${text.slice('sha256:'.length)}`;
}

// certification-missing-bundle is thrown where no certified artifact is the entry's bundle, above by its message.
