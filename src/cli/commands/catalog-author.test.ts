// What a catalog author does besides signing: descriptors, reviews, certifications, and what changed since the last time.
import { createHash, createPublicKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestLines } from '../../../testing/app-files.ts';
import { CATALOG, catalogDesk, SIGNATURE, testKey } from '../../../testing/signed-catalog.ts';
import { parseEntryDescriptor } from '../../catalog/entry-descriptor.ts';
import type { CatalogDiffReport } from '../../formats/generated/catalog-diff-report.ts';
import type { CatalogEntryReport } from '../../formats/generated/catalog-entry-report.ts';
import type { CatalogReport } from '../../formats/generated/catalog-report.ts';
import validateDiff from '../../formats/generated/validators/catalog-diff-report.js';
import validateEntry from '../../formats/generated/validators/catalog-entry-report.js';
import { formatReceipt, signReceipt } from '../../trust/crypta/review-receipt.ts';
import { privateKeyFromPkcs8 } from '../../trust/keys/private-key.ts';
import { signerOf } from '../../trust/signature.ts';

const desk = catalogDesk();
afterAll(() => desk.remove());
const file = (name: string): string => join(desk.path, name);
const text = (name: string): string => readFileSync(file(name), 'utf8');
const zip = (id: string): Buffer => readFileSync(file(`dist/${id}-1.0.0.zip`));
const SERVICES = [
  'app.services.requests=notes',
  'app.service-request.notes.provider=writer',
  'app.service-request.notes.service=notes',
  'app.service-request.notes.scopes=read',
  'app.service-request.notes.purpose=Shows notes.',
  'app.service-request.notes.dependency.kind=optional',
  'app.service-request.notes.dependency.featureId=show',
  'app.service-request.notes.dependency.featureName=Show',
  'app.service-request.notes.dependency.degradeBehavior=disable-feature',
];

beforeAll(() => {
  desk.offer('reader', ['api.minimumVersion=2', 'api.targetStability=stable', ...SERVICES]);
  desk.offer('writer');
});

describe('catalog entry', () => {
  const LINE =
    'catalog entry --bundle dist/reader-1.0.0.zip --bundle-uri https://a.invalid/reader-1.0.0.zip --summary "Reads." --output entries/made.properties --overwrite --json';
  const made = async (flags = ''): Promise<CatalogEntryReport & { readonly exit: number }> => {
    const run = await desk.assay(`${LINE} ${flags}`);
    const report = JSON.parse(run.stdout);
    expect(validateEntry(report), run.stdout).toBe(true);
    return { ...report, exit: run.exit };
  };

  it('copies id, version, permissions, every api field and services from the bundle', async () => {
    expect(await made('--set license=MIT')).toMatchObject({ action: 'written', findings: [], exit: 0 });
    expect(text('entries/made.properties').split('\n')).toEqual([
      'artifact.path=../dist/reader-1.0.0.zip',
      'bundle.uri=https://a.invalid/reader-1.0.0.zip',
      'summary=Reads.',
      'app.id=reader',
      'version=1.0.0',
      'permissions=queue.read',
      'api.minimumVersion=2',
      'api.targetStability=stable',
      'api.experimentalCapabilitiesAccepted=false',
      ...SERVICES.map((line) => line.replace(/^app\./, '')),
      'license=MIT',
      '',
    ]);
  });

  it('flags what overrides the bundle, and writes nothing that names another app', async () => {
    const { exit, findings } = await made('--set permissions=queue.read,queue.write --set api.minimumVersion=1');
    expect([exit, ...findings.map(({ ruleId }) => ruleId)]).toEqual([
      0,
      'compat/catalog-permission-mismatch',
      'compat/catalog-api-compatibility-mismatch',
    ]);
    rmSync(file('entries/made.properties'));
    expect(await made('--set app.id=other')).toMatchObject({ action: 'unchanged', exit: 1 });
    expect(existsSync(file('entries/made.properties'))).toBe(false);
  });

  it.each([
    ['--set license', 2, 'property-invalid'],
    ['--set licence=MIT', 3, 'invalid-catalog-entry'],
    ['--set bundle.sha256=00', 3, 'invalid-catalog-entry'],
  ])('%s', async (flags, exit, code) => {
    const run = await desk.assay(`${LINE} ${flags}`);
    expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([exit, code]);
  });
});

describe('an output that is an input', () => {
  const ENTRY = 'catalog entry --bundle-uri https://a.invalid/r.zip --summary "Reads." --overwrite';
  const CREATE = 'catalog create --catalog-id core --name Core --entry entries/reader.properties';
  it.each([
    ['dist/reader-1.0.0.zip', `${ENTRY} --bundle dist/reader-1.0.0.zip --output dist/reader-1.0.0.zip`],
    ['entries/reader.properties', `${CREATE} --output entries/reader.properties`],
    ['dist/reader-1.0.0.zip', `${CREATE} --output dist/reader-1.0.0.zip`],
    ['key.pem', `catalog sign --catalog ${CATALOG} --key-id catalog-1 --private-key-file key.pem --output key.pem`],
    [CATALOG, `catalog sign --catalog ${CATALOG} --key-id catalog-1 --private-key-file key.pem --output ${CATALOG}`],
  ])('%s stays as it is', async (name, line) => {
    await desk.publish('reader');
    const before = readFileSync(file(name));
    const run = await desk.assay(`${line} --json`);
    expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([2, 'output-is-the-input']);
    expect(readFileSync(file(name)).equals(before)).toBe(true);
  });
});

describe('a bundle for a catalog', () => {
  it('is refused where it is no zip, which is all that a catalog offers', async () => {
    mkdirSync(file('app/bin'), { recursive: true });
    writeFileSync(file('app/cryptad-app.properties'), manifestLines().join('\n'));
    writeFileSync(file('app/bin/start.sh'), '#!/bin/sh\n');
    expect((await desk.assay('bundle pack --bundle-dir app --output dist/app.tgz')).exit).toBe(0);
    const descriptor = 'artifact.path=../dist/app.tgz\nbundle.uri=https://a.invalid/app.tgz\nsummary=s\n';
    writeFileSync(file('entries/tgz.properties'), descriptor);
    const run = await desk.assay(
      'catalog create --catalog-id core --name Core --entry entries/tgz.properties --output dist/tgz.properties --json',
    );
    expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([3, 'entry-bundle-kind']);
    expect(existsSync(file('dist/tgz.properties'))).toBe(false);
  });

  it('is refused where it is called a zip and is none, though its digest holds', async () => {
    await desk.publish('reader');
    const archive = readFileSync(file('dist/app.tgz'));
    const before = readFileSync(file('dist/reader-1.0.0.zip'));
    const catalog = text(CATALOG)
      .replace(/sha256=[0-9a-f]{64}/, `sha256=${createHash('sha256').update(archive).digest('hex')}`)
      .replace(/size\.bytes=\d+/, `size.bytes=${archive.length}`);
    writeFileSync(file('dist/called.properties'), catalog);
    writeFileSync(file('dist/reader-1.0.0.zip'), archive);
    const run = await desk.assay(
      'catalog sign --catalog dist/called.properties --key-id catalog-1 --private-key-file key.pem --json',
    );
    writeFileSync(file('dist/reader-1.0.0.zip'), before);
    const report: CatalogReport = JSON.parse(run.stdout);
    expect([run.exit, report.findings.map(({ message }) => message)]).toEqual([
      1,
      ['the bundle of "reader" is no zip, which its entry calls it'],
    ]);
  });
});

describe('catalog fix', () => {
  it('mends what differs, where it stands, and leaves the rest alone', async () => {
    const before = [
      '# The reader.',
      'artifact.path=../dist/reader-1.0.0.zip',
      'permissions=queue.read,queue.write',
      'bundle.uri=https://a.invalid/reader-1.0.0.zip',
      '',
      'summary=Reads.',
      'permissions.rationale.queue.read=Shows it.',
      'permissions.rationale.queue.write=Changes it.',
      'api.minimumVersion=1',
      'api.maximumTestedVersion=9',
      'license=MIT',
    ].join('\r\n');
    writeFileSync(file('entries/wrong.properties'), before);
    const checked = await desk.assay('catalog fix --entry entries/wrong.properties --check');
    expect([checked.exit, text('entries/wrong.properties')]).toEqual([1, before]);
    const run = await desk.assay('catalog fix --entry entries/wrong.properties --json');
    const report: CatalogEntryReport = JSON.parse(run.stdout);
    expect([run.exit, report.action, report.findings]).toEqual([0, 'fixed', []]);
    expect(text('entries/wrong.properties').split('\r\n')).toEqual([
      '# The reader.',
      'artifact.path=../dist/reader-1.0.0.zip',
      'permissions=queue.read',
      'bundle.uri=https://a.invalid/reader-1.0.0.zip',
      '',
      'summary=Reads.',
      'permissions.rationale.queue.read=Shows it.',
      'api.minimumVersion=2',
      'license=MIT',
      'app.id=reader',
      'version=1.0.0',
      'api.targetStability=stable',
      ...SERVICES.map((line) => line.replace(/^app\./, '')),
      '',
    ]);
    expect(parseEntryDescriptor(text('entries/wrong.properties'), 'd').id).toBe('reader');
    expect((await desk.assay('catalog fix --entry entries/wrong.properties --check')).exit).toBe(0);
  });
});

describe('review receipts', () => {
  const reviewer = testKey('reviewer-1');
  const keyOf = () => privateKeyFromPkcs8(reviewer.privateKey.export({ type: 'pkcs8', format: 'der' }), 'k');
  const receipt = (bundle: Buffer, status: 'reviewed' | 'rejected' = 'reviewed') =>
    signReceipt(
      {
        version: 1,
        appId: 'reader',
        appVersion: '1.0.0',
        artifactSha256: createHash('sha256').update(bundle).digest('hex'),
        artifactSize: bundle.length,
        policyId: 'review',
        policyVersion: '1',
        status,
        reviewerKeyId: reviewer.id,
        reviewedAt: { seconds: 1_769_000_000, nanos: 0 },
      },
      signerOf(keyOf()),
    );
  const REVIEWERS = [
    'trusted.reviewers.version=3',
    `reviewer.1.id=${reviewer.id}`,
    'reviewer.1.algorithm=Ed25519',
    `reviewer.1.public.key.base64=${reviewer.spki}`,
  ];
  const CREATE = `catalog create --catalog-id core --name Core --entry entries/reader.properties --output ${CATALOG} --review-receipt receipt.properties`;
  const verified = async (lines: readonly string[] = REVIEWERS): Promise<CatalogReport> => {
    writeFileSync(file('reviewers.properties'), `${lines.join('\n')}\n`);
    const sign = await desk.assay(`catalog sign --catalog ${CATALOG} --key-id catalog-1 --private-key-file key.pem`);
    expect(sign.exit).toBe(0);
    const run = await desk.assay(
      `catalog verify --catalog ${CATALOG} --trusted-keys trusted.properties --trusted-reviewers reviewers.properties --json`,
    );
    return JSON.parse(run.stdout);
  };

  it('go into the entry that they are about, and are shown', async () => {
    writeFileSync(file('receipt.properties'), formatReceipt(receipt(zip('reader'))));
    expect((await desk.assay(CREATE)).exit).toBe(0);
    expect(createPublicKey(reviewer.privateKey).asymmetricKeyType).toBe('ed25519');
    const report = await verified();
    expect(report.entries[0]?.review).toMatchObject({ trust: 'trusted_reviewed', reviewerKeyId: 'reviewer-1' });
    expect(report.findings).toEqual([]);
  });

  it('are worth nothing once they are revoked, or by a reviewer that nobody trusts', async () => {
    const signed = formatReceipt(receipt(zip('reader')));
    const prefix = 'review.revocation.r-1';
    const bundle = createHash('sha256').update(zip('reader')).digest('hex');
    const revoked = await verified([
      ...REVIEWERS,
      'review.revocations=r-1',
      `${prefix}.receiptFingerprintSha256=${createHash('sha256').update(signed).digest('hex')}`,
      `${prefix}.appId=reader`,
      `${prefix}.appVersion=1.0.0`,
      `${prefix}.bundleSha256=${bundle}`,
      `${prefix}.reviewerKeyId=reviewer-1`,
      `${prefix}.revokedAt=2026-01-30T00:00:00Z`,
      `${prefix}.reason=Found out later.`,
    ]);
    expect(revoked.entries[0]?.review).toMatchObject({
      trust: 'revoked_receipt',
      reason: 'Found out later.',
      blocksInstall: true,
    });
    expect(revoked.findings.map(({ ruleId, severity }) => `${severity} ${ruleId}`)).toEqual([
      'error catalog/review-untrusted',
    ]);
    const unknown = await verified([
      'trusted.reviewers.version=1',
      ...REVIEWERS.slice(1).map((line) => line.replace('id=reviewer-1', 'id=r-2')),
    ]);
    expect(unknown.entries[0]?.review?.trust).toBe('unknown_reviewer');
  });

  it('of another bundle are refused', async () => {
    writeFileSync(file('receipt.properties'), formatReceipt(receipt(zip('writer'))));
    const run = await desk.assay(`${CREATE} --json`);
    expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([3, 'review-receipt-stray']);
  });
});

describe('catalog create', () => {
  const CREATE = 'catalog create --catalog-id core --name Core --output dist/new.properties';

  it('carries a security policy', async () => {
    const advisory = 'catalog.securityAdvisory.A-1.';
    const lines = [
      'catalog.securityAdvisories=A-1',
      ...['uri=https://a.invalid/A-1', 'title=T', 'severity=high', 'status=active', 'action=denylist', 'summary=S'].map(
        (each) => advisory + each,
      ),
      ...['publishedAt=2026-01-01T00:00:00Z', 'updatedAt=2026-01-01T00:00:00Z'].map((each) => advisory + each),
      'catalog.securityDenylist=d-1',
      ...['appId=writer', 'version=1.0.0', 'advisoryId=A-1', 'reason=R'].map(
        (each) => `catalog.securityDenylist.d-1.${each}`,
      ),
    ];
    writeFileSync(file('policy.properties'), `${lines.join('\n')}\n`);
    const only = await desk.assay(`${CREATE} --entry entries/reader.properties --security-policy policy.properties`);
    expect([only.exit, text('dist/new.properties').startsWith('catalog.version=4\n')]).toEqual([0, true]);
    const denied = await desk.assay(
      `${CREATE} --entry entries/writer.properties --security-policy policy.properties --json`,
    );
    const report: CatalogReport = JSON.parse(denied.stdout);
    expect([denied.exit, report.action, ...report.findings.map(({ ruleId }) => ruleId)]).toEqual([
      1,
      'refused',
      'catalog/denylisted-version',
    ]);
    expect(report.entries[0]).toMatchObject({ id: 'writer', errors: 1 });
    writeFileSync(file('policy.properties'), 'catalog.id=core\n');
    const broken = await desk.assay(
      `${CREATE} --entry entries/reader.properties --security-policy policy.properties --json`,
    );
    expect(JSON.parse(broken.stdout).error.code).toBe('invalid-catalog-entry');
  });

  it.each<[string, string, readonly string[], string, number]>([
    ['a bundle that is a folder', 'entry-bundle-kind', ['artifact.path=../app'], '', 3],
    ['a bundle that is not there', 'entry-bundle-missing', ['artifact.path=../dist/none.zip'], '', 3],
    [
      'a bundle that is not in the folder',
      'entry-bundle-missing',
      ['artifact.path=../dist/none.zip'],
      '--bundles app',
      3,
    ],
    [
      'an app twice',
      'catalog-entry-repeated',
      ['artifact.path=../dist/reader-1.0.0.zip'],
      '--entry entries/reader.properties',
      3,
    ],
  ])('refuses %s', async (_, code, lines, flags, exit) => {
    desk.app('app', ['manifest.version=1', 'app.id=x']);
    writeFileSync(
      file('entries/odd.properties'),
      `${[...lines, 'bundle.uri=https://a.invalid/none.zip', 'summary=S'].join('\n')}\n`,
    );
    const run = await desk.assay(`${CREATE} --entry entries/odd.properties ${flags} --json`);
    expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([exit, code]);
  });
});

describe('catalog diff', () => {
  const diff = async (flags = ''): Promise<CatalogDiffReport & { readonly exit: number }> => {
    const run = await desk.assay(`catalog diff --baseline ${CATALOG} --catalog next.properties ${flags} --json`);
    const report = JSON.parse(run.stdout);
    expect(validateDiff(report), run.stdout).toBe(true);
    return { ...report, exit: run.exit };
  };

  it('says what changed for people', async () => {
    await desk.publish('reader', 'writer');
    const next = text(CATALOG)
      .replace('catalog.entries=reader,writer', 'catalog.entries=reader')
      .replace(/app\.writer\..*\n/g, '')
      .replace('app.reader.permissions=queue.read', 'app.reader.permissions=queue.write,queue.read')
      .replace('https://apps.example.invalid/', 'https://cdn.invalid/')
      .replace('app.reader.version=1.0.0', 'app.reader.version=0.9.0');
    writeFileSync(file('next.properties'), next);
    const { exit, entries, findings, baseline } = await diff('--trusted-keys trusted.properties');
    expect(baseline.keyId).toBe('catalog-1');
    expect(entries).toEqual({
      added: [],
      removed: ['writer'],
      changed: [
        {
          id: 'reader',
          baselineVersion: '1.0.0',
          currentVersion: '0.9.0',
          properties: ['version', 'bundle.uri', 'permissions'],
        },
      ],
      same: [],
    });
    expect(findings.map(({ ruleId }) => ruleId).sort()).toEqual([
      'catalog/entry-removed',
      'catalog/host-added',
      'catalog/permissions-widened',
      'catalog/version-regressed',
    ]);
    expect(exit).toBe(1);
  });

  it('finds nothing between a catalog and itself', async () => {
    writeFileSync(file('next.properties'), text(CATALOG));
    expect(await diff('--strict')).toMatchObject({ exit: 0, findings: [], entries: { same: ['reader', 'writer'] } });
  });

  it('refuses another catalog, and a published one that is not signed', async () => {
    writeFileSync(file('next.properties'), text(CATALOG).replace('catalog.id=core', 'catalog.id=other'));
    const other = await desk.assay(`catalog diff --baseline ${CATALOG} --catalog next.properties --json`);
    expect([other.exit, JSON.parse(other.stdout).error.legacyCode]).toEqual([4, 'catalog_id_mismatch']);
    rmSync(file(SIGNATURE));
    const line = `catalog diff --baseline ${CATALOG} --catalog ${CATALOG} --trusted-keys trusted.properties --json`;
    expect(JSON.parse((await desk.assay(line)).stdout).error.code).toBe('catalog-signature-missing');
  });
});
