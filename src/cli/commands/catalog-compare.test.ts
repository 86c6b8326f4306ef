import { sign as cryptoSign } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contractSource } from '../../../testing/app-files.ts';
import { CATALOG, catalogDesk, SIGNATURE } from '../../../testing/signed-catalog.ts';
import type { CatalogReport } from '../../formats/generated/catalog-report.ts';
import validateReport from '../../formats/generated/validators/catalog-report.js';

const desk = catalogDesk();
afterAll(() => desk.remove());
const file = (name: string): string => join(desk.path, name);
const text = (name: string): string => readFileSync(file(name), 'utf8');
const json = (stdout: string): CatalogReport => {
  const report = JSON.parse(stdout);
  expect(validateReport(report), stdout).toBe(true);
  return report;
};
const rules = ({ findings }: CatalogReport): string[] =>
  findings.map(({ ruleId, severity }) => `${severity} ${ruleId}`);
const COMPARE = `compat verify --catalog ${CATALOG} --contract contract.json --trusted-keys trusted.properties`;
const SIGN = `catalog sign --catalog ${CATALOG} --key-id catalog-1 --private-key-file key.pem`;
const SERVICES = [
  'app.services.provides=notes',
  'app.service.notes.id=notes',
  'app.service.notes.name=Notes',
  'app.service.notes.version=1',
  'app.service.notes.kind=http',
  'app.service.notes.adapter=local',
  'app.service.notes.scopes=read,write',
];
let published = '';
let signature = '';

beforeAll(async () => {
  desk.write('contract.json', contractSource(4, ['queue.read', 'queue.write']));
  desk.offer(
    'reader',
    [
      'api.minimumVersion=1',
      'api.maximumTestedVersion=4',
      'api.targetStability=stable',
      'api.optionalCapabilities=queue.write',
      'api.experimentalCapabilitiesAccepted=false',
      ...SERVICES,
    ],
    ['services.provides=notes', ...SERVICES.slice(1).map((line) => line.replace(/^app\./, ''))],
  );
  desk.offer('writer');
  await desk.publish('reader', 'writer');
  published = text(CATALOG);
  signature = text(SIGNATURE);
});

beforeEach(() => {
  writeFileSync(file(CATALOG), published);
  writeFileSync(file(SIGNATURE), signature);
});

/** The catalog with one property changed, signed correctly again. */
function changed(key: string, value: string): void {
  const next = published.replace(new RegExp(`^${key.replaceAll('.', '\\.')}=.*$`, 'm'), `${key}=${value}`);
  expect(next, key).not.toBe(published);
  writeFileSync(file(CATALOG), next);
  const signed = cryptoSign(null, Buffer.from(next), desk.key.privateKey).toString('base64');
  writeFileSync(file(SIGNATURE), signature.replace(/(base64=).*/, `$1${signed}`));
}

describe('a signed catalog beside its bundles', () => {
  it('is an error where it is from the future', async () => {
    changed('catalog.generatedAt', '2026-02-01T00:00:00Z');
    expect(rules(json((await desk.assay(`${COMPARE} --json`)).stdout))).toEqual(['error catalog/date-in-future']);
    expect((await desk.assay(`${COMPARE} --now 2026-02-01T00:00:00Z`)).exit).toBe(0);
  });

  it('agrees', async () => {
    const run = await desk.assay(`${COMPARE} --strict --json`);
    const report = json(run.stdout);
    expect(rules(report)).toEqual([]);
    expect(report.entries.map(({ id, status, bundle }) => [id, status, bundle])).toEqual([
      ['reader', 'compatible', 'dist/reader-1.0.0.zip'],
      ['writer', 'unknown', 'dist/writer-1.0.0.zip'],
    ]);
    expect(report.signature.status).toBe('verified');
  });

  // Row T26: one field is changed, and the catalog signed correctly again.
  it.each<[string, string, string, 'warning' | 'error']>([
    ['app.reader.version', '1.0.1', 'catalog/entry-version-mismatch', 'error'],
    ['app.reader.permissions', '', 'compat/catalog-permission-mismatch', 'warning'],
    ['app.reader.permissions', 'queue.read,queue.write', 'compat/catalog-permission-mismatch', 'warning'],
    ['app.reader.api.minimumVersion', '2', 'compat/catalog-api-compatibility-mismatch', 'warning'],
    ['app.reader.api.maximumTestedVersion', '5', 'compat/catalog-api-compatibility-mismatch', 'warning'],
    ['app.reader.api.optionalCapabilities', 'queue.read', 'compat/catalog-api-compatibility-mismatch', 'warning'],
    ['app.reader.api.experimentalCapabilitiesAccepted', 'true', 'compat/catalog-api-compatibility-mismatch', 'warning'],
    ['app.reader.api.targetStability', 'experimental', 'compat/catalog-api-target-stability-mismatch', 'warning'],
    ['app.reader.service.notes.scopes', 'read', 'catalog/entry-services-mismatch', 'warning'],
    ['app.reader.service.notes.version', '2', 'catalog/entry-services-mismatch', 'warning'],
    ['app.reader.bundle.sha256', '0'.repeat(64), 'catalog/entry-bundle-digest-mismatch', 'error'],
    ['app.reader.bundle.size.bytes', '1', 'catalog/entry-bundle-size-mismatch', 'error'],
  ])('%s=%s is %s, and never signed', async (key, value, rule, severity) => {
    changed(key, value);
    // Under another version the bundle is found by its URI all the same.
    expect(rules(json((await desk.assay(`${COMPARE} --json`)).stdout))).toEqual([`${severity} ${rule}`]);
    const strict = await desk.assay(`${COMPARE} --strict --json`);
    expect(rules(json(strict.stdout))).toEqual([`error ${rule}`]);
    const exit = rule.startsWith('catalog/entry-bundle-') ? 4 : 1;
    expect(strict.exit).toBe(exit);
    rmSync(file(SIGNATURE));
    const signed = await desk.assay(`${SIGN} --json`);
    expect([signed.exit, json(signed.stdout).action, existsSync(file(SIGNATURE))]).toEqual([exit, 'refused', false]);
  });

  it('does not mind the order of what is a set', async () => {
    changed('app.reader.service.notes.scopes', 'write,read');
    expect((await desk.assay(`${COMPARE} --strict`)).exit).toBe(0);
  });

  it('tells of every entry whose bundle is not there, or is none', async () => {
    renameSync(file('dist/reader-1.0.0.zip'), file('away'));
    const good = readFileSync(file('dist/writer-1.0.0.zip'));
    writeFileSync(file('dist/writer-1.0.0.zip'), 'no zip');
    try {
      const run = await desk.assay(`${COMPARE} --json`);
      expect(rules(json(run.stdout))).toEqual([
        'warning catalog/entry-bundle-missing',
        'error catalog/entry-bundle-invalid',
      ]);
      expect(json(run.stdout).findings.map(({ legacyCode }) => legacyCode)).toEqual([
        'artifact_fetch_unavailable',
        'invalid_app_bundle',
      ]);
      expect(rules(json((await desk.assay(`${SIGN} --json`)).stdout))).toEqual([
        'error catalog/entry-bundle-missing',
        'error catalog/entry-bundle-invalid',
      ]);
    } finally {
      renameSync(file('away'), file('dist/reader-1.0.0.zip'));
      writeFileSync(file('dist/writer-1.0.0.zip'), good);
    }
  });

  it.each([
    'https://x.invalid/..%2freader-1.0.0.zip',
    'https://x.invalid/%2e%2e',
    'https://x.invalid/',
    'https://x.invalid/%ff',
  ])('looks for nothing outside of its folder: %s', async (uri) => {
    changed('app.reader.bundle.uri', uri);
    // The file by the entry's own id and version is there all the same.
    expect(json((await desk.assay(`${COMPARE} --json`)).stdout).entries[0]?.bundle).toBe('dist/reader-1.0.0.zip');
  });

  it('looks at one app where one is asked for', async () => {
    const one = json((await desk.assay(`${COMPARE} --app writer --json`)).stdout);
    expect(one.entries.map(({ id }) => id)).toEqual(['writer']);
    const { code, legacyCode } = JSON.parse((await desk.assay(`${COMPARE} --app nobody --json`)).stdout).error;
    expect([code, legacyCode]).toEqual(['app-not-found', 'app_not_found']);
  });

  it('wants every bundle signed where keys of bundles are given', async () => {
    writeFileSync(file('bundle-keys.properties'), 'trusted.keys.version=1\n');
    const run = await desk.assay(`${COMPARE} --bundle-keys bundle-keys.properties --json`);
    expect(rules(json(run.stdout))).toEqual([
      'error catalog/entry-bundle-invalid',
      'error catalog/entry-bundle-invalid',
    ]);
  });

  it.each([
    ['--bundle-dir x --app reader', 'catalog-not-given'],
    [`--catalog ${CATALOG} --bundle-dir x`, 'subject-count'],
    [`--catalog ${CATALOG} --expected-key-id k`, 'trusted-keys-missing'],
  ])('%s', async (flags, code) => {
    const run = await desk.assay(`compat verify ${flags} --contract contract.json --json`);
    expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([2, code]);
  });
});

describe('progress', () => {
  it('is a line in a log, a bar on a terminal, and nothing when asked', async () => {
    expect((await desk.assay(COMPARE)).stderr).toBe('compared 1 of 2\ncompared 2 of 2\n');
    expect((await desk.assay(`${COMPARE} --quiet`)).stderr).toBe('');
    const bar = (await desk.assay(COMPARE, { tty: true })).stderr;
    expect(bar).toBe(`\rcompared [${'#'.repeat(15)}${'.'.repeat(15)}] 1 of 2\r\u001b[K`);
  });
});

describe('reviews', () => {
  it('are judged where an entry tells of one', async () => {
    const claimed = published.replace(
      'app.reader.bundle.uri',
      'app.reader.review.status=reviewed\napp.reader.bundle.uri',
    );
    writeFileSync(file(CATALOG), claimed);
    const line = `compat verify --catalog ${CATALOG} --contract contract.json --json`;
    const report = json((await desk.assay(line)).stdout);
    expect(report.entries.map(({ review }) => review?.trust ?? null)).toEqual(['publisher_claim_only', null]);
    expect(rules(report)).toEqual(['note catalog/review-untrusted']);
    writeFileSync(file('reviewers.properties'), 'trusted.reviewers.version=1\n');
    const strict = json(
      (await desk.assay(`${line} --trusted-reviewers reviewers.properties --review-policy require_trusted_review`))
        .stdout,
    );
    expect(strict.entries.map(({ review }) => review?.trust)).toEqual(['publisher_claim_only', 'not_configured']);
    expect(rules(strict)).toEqual(['error catalog/review-untrusted', 'error catalog/review-untrusted']);
  });
});
