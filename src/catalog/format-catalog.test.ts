import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ENTRY, HEADER, HEX, load, refusal, text } from '../../testing/catalog-text.ts';
import { sharedData } from '../../testing/shared-data.ts';
import { parseCatalog } from './crypta-catalog.ts';
import { formatCatalog } from './format-catalog.ts';

const ADVISORY = 'catalog.securityAdvisory.A-1.';
const DENIED = 'catalog.securityDenylist.d1.';

/** Every property that there is, in the order of the platform's own writer. */
const EVERYTHING = `catalog.version=7
catalog.id=core
catalog.name=Core Apps
catalog.generatedAt=2026-05-01T00:00:00Z
catalog.entries=hello
catalog.securityAdvisories=A-1
${ADVISORY}uri=https://example.invalid/A-1
${ADVISORY}title=Title
${ADVISORY}severity=critical
${ADVISORY}status=active
${ADVISORY}action=denylist
${ADVISORY}summary=Summary
${ADVISORY}publishedAt=2026-05-01T00:00:00Z
${ADVISORY}updatedAt=2026-05-02T00:00:00Z
${ADVISORY}replacementAppId=other
${ADVISORY}safeUninstallGuidance=Export first.
catalog.securityDenylist=d1
${DENIED}appId=hello
${DENIED}version=0.0.1
${DENIED}advisoryId=A-1
${DENIED}reason=Because.
${DENIED}replacementAppId=other
${DENIED}safeUninstallGuidance=Export first.
app.hello.id=hello
app.hello.name=Hello
app.hello.version=0.1.0
app.hello.summary=Says hello.
app.hello.homepage=https://example.invalid/
app.hello.source=https://example.invalid/source
app.hello.license=MIT
app.hello.categories=home,news
app.hello.minimumCryptaVersion=1481
app.hello.maximumCryptaVersion=1499
app.hello.api.minimumVersion=1
app.hello.api.maximumTestedVersion=4
app.hello.api.optionalCapabilities=alerts.read
app.hello.api.targetStability=stable
app.hello.api.targetBaseline=1.0
app.hello.api.experimentalCapabilitiesAccepted=false
app.hello.services.provides=notes
app.hello.service.notes.id=notes
app.hello.channel=beta
app.hello.support.status=maintenance
app.hello.deprecation.status=deprecated
app.hello.deprecation.message=Take the other one.
app.hello.replacementAppId=other
app.hello.securityAdvisories=A-1
app.hello.securityAdvisory.A-1.uri=https://example.invalid/A-1
app.hello.maintenance.owner=core
app.hello.maintenance.ownerUri=https://example.invalid/core
app.hello.maintenance.supportLevel=maintained
app.hello.maintenance.dataSchemaPolicy=declared
app.hello.maintenance.migrationPolicy=declared
app.hello.maintenance.backupRestore=operator-supported
app.hello.maintenance.securityPolicy=catalog-advisories
app.hello.maintenance.deprecationPolicy=none
app.hello.maintenance.supportUri=https://example.invalid/support
app.hello.review.status=reviewed
app.hello.review.note=Looked at.
app.hello.review.submission.id=s-1
app.hello.review.submission.sha256=${HEX}
app.hello.review.preReview.status=pass
app.hello.review.preReview.sha256=${HEX}
app.hello.review.reviewer.keyId=r-1
app.hello.review.reviewer.policy=p
app.hello.review.receipt.fingerprint.sha256=${HEX}
app.hello.review.decision.reason.sha256=${HEX}
app.hello.review.resubmissionOf=s-0
app.hello.review.nonProduction=true
app.hello.review.receipt.version=2
app.hello.review.receipt.app.id=hello
app.hello.review.receipt.app.version=0.1.0
app.hello.review.receipt.artifact.sha256=${HEX}
app.hello.review.receipt.artifact.size=12
app.hello.review.receipt.bundle.key.id=b
app.hello.review.receipt.policy.id=p
app.hello.review.receipt.policy.version=1
app.hello.review.receipt.status=reviewed
app.hello.review.receipt.reviewer.key.id=r-1
app.hello.review.receipt.reviewed.at=2026-05-01T00:00:00Z
app.hello.review.receipt.expires.at=2027-05-01T00:00:00Z
app.hello.review.receipt.evidence.sha256=${HEX}
app.hello.review.receipt.decision.reason.sha256=${HEX}
app.hello.review.receipt.evidence.uri=https://example.invalid/evidence
app.hello.review.receipt.note=Fine.
app.hello.review.receipt.signature.algorithm=Ed25519
app.hello.review.receipt.signature.value.base64=${'A'.repeat(86)}==
app.hello.permissions.rationale.queue.write=Writes.
app.hello.screenshot.1=https://example.invalid/1.png
app.hello.screenshot.2=https://example.invalid/2.png
app.hello.changelog.summary=New.
app.hello.changelog.uri=https://example.invalid/changes
app.hello.bundle.uri=https://example.invalid/hello.zip
app.hello.bundle.sha256=${HEX}
app.hello.bundle.size.bytes=12
app.hello.bundle.type=zip
app.hello.permissions=queue.read,queue.write
`;

describe('the platform’s bytes', () => {
  it('are what a catalog with everything in it is read from and written as', () => {
    expect(formatCatalog(parseCatalog(EVERYTHING, 'c'), 'c').text).toBe(EVERYTHING);
  });

  it('are those of the smallest catalog', () => {
    expect(formatCatalog(load(), 'c').text).toBe(text({}));
    const empty = load({
      ...HEADER,
      'catalog.entries': '',
      ...Object.fromEntries(Object.keys(ENTRY).map((key) => [key, undefined])),
    });
    expect(formatCatalog(empty, 'c').text).toBe(
      'catalog.version=1\ncatalog.id=core\ncatalog.name=Core Apps\ncatalog.generatedAt=2026-05-01T00:00:00Z\ncatalog.entries=\n',
    );
  });

  it('leave out what is usual, unless it was written', () => {
    const usual = { 'catalog.version': '7', 'app.hello.review.status': 'unreviewed' };
    expect(formatCatalog(load(usual), 'c').text).toBe(text({}));
    expect(formatCatalog(load({ ...usual, 'app.hello.channel': 'stable' }), 'c').text).toContain(
      'app.hello.channel=stable\napp.hello.support.status=supported\napp.hello.deprecation.status=none\n',
    );
  });
});

describe('the lowest version', () => {
  const only = (key: string, value: string): number =>
    formatCatalog(load({ 'catalog.version': '7', [key]: value }), 'c').catalog.version;

  it.each<[number, string, string]>([
    [2, 'app.hello.license', 'MIT'],
    [2, 'app.hello.review.status', 'rejected'],
    [2, 'app.hello.api.minimumVersion', '1'],
    [3, 'app.hello.channel', 'stable'],
    [3, 'app.hello.maximumCryptaVersion', '1'],
    [6, 'app.hello.review.status', 'submitted'],
    [6, 'app.hello.review.submission.id', 's'],
    [7, 'app.hello.api.targetBaseline', '1.0'],
  ])('is %d for %s=%s', (version, key, value) => {
    expect(only(key, value)).toBe(version);
  });

  it('is 4 for a security policy, 5 for a promise of maintenance, 1 for neither', () => {
    const all = parseCatalog(EVERYTHING, 'c');
    const [entry] = load().entries;
    if (entry === undefined) throw new Error('no entry');
    const content = { ...all, advisories: [], denylist: [], entries: [entry] };
    const { maintenance } = all.entries[0] ?? {};
    expect(formatCatalog(content, 'c').catalog.version).toBe(1);
    expect(formatCatalog({ ...content, advisories: all.advisories }, 'c').catalog.version).toBe(4);
    expect(
      formatCatalog({ ...content, entries: [{ ...entry, ...(maintenance && { maintenance }) }] }, 'c').catalog.version,
    ).toBe(5);
  });
});

describe('what no catalog can hold', () => {
  const [entry] = load().entries;
  if (entry === undefined) throw new Error('no entry');

  it('is an app twice', () => {
    expect(refusal(() => formatCatalog({ ...load(), entries: [entry, entry] }, 'c')).code).toBe(
      'catalog-entry-repeated',
    );
  });

  it.each([
    ['a line break in a text', { ...entry, summary: 'a\napp.hello.license=MIT' }],
    ['a line break of Unicode', { ...entry, name: 'a\u2028b' }],
    ['a bundle that is too large', { ...entry, bundle: { ...entry.bundle, size: 2 ** 30 } }],
  ])('is %s', (_, broken) => {
    expect(refusal(() => formatCatalog({ ...load(), entries: [broken] }, 'c')).code).toBe('invalid-catalog-entry');
  });
});

describe('the platform’s own catalog', () => {
  const path = sharedData('crypta/catalogs/self-test-catalog.properties');

  it.skipIf(path === undefined)('says the same when it is written again', () => {
    const source = readFileSync(path ?? '', 'utf8').replace('catalog.version=1', 'catalog.version=2');
    const written = formatCatalog(parseCatalog(source, 'c'), 'c').text;
    const sorted = (lines: string): string[] => lines.trimEnd().split('\n').sort();
    expect(sorted(written)).toEqual(sorted(source));
  });
});
