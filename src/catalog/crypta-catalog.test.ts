import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../testing/shared-data.ts';
import { AssayError } from '../model/errors.ts';
import { parseCatalog } from './crypta-catalog.ts';
import type { CatalogEntry, CryptaCatalog } from './model.ts';
import { readCatalog } from './read-catalog.ts';

const HEX = '0123456789abcdef'.repeat(4);

type Changes = Record<string, string | undefined>;

const HEADER: Changes = {
  'catalog.version': '1',
  'catalog.id': 'core',
  'catalog.name': 'Core Apps',
  'catalog.generatedAt': '2026-05-01T00:00:00Z',
  'catalog.entries': 'hello',
};
const ENTRY: Changes = {
  'app.hello.id': 'hello',
  'app.hello.name': 'Hello',
  'app.hello.version': '0.1.0',
  'app.hello.summary': 'Says hello.',
  'app.hello.bundle.uri': 'https://example.invalid/hello.zip',
  'app.hello.bundle.sha256': HEX,
  'app.hello.bundle.size.bytes': '12',
  'app.hello.bundle.type': 'zip',
  'app.hello.permissions': 'queue.read,queue.write',
};

function text(changes: Changes): string {
  return Object.entries({ ...HEADER, ...ENTRY, ...changes })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

function load(changes: Changes = {}): CryptaCatalog {
  return parseCatalog(text(changes), 'c.properties');
}

/** The only entry of the smallest catalog, with more said of it. */
function entry(version: number, changes: Changes): CatalogEntry {
  const own = Object.fromEntries(Object.entries(changes).map(([key, value]) => [`app.hello.${key}`, value]));
  const [first] = load({ 'catalog.version': String(version), ...own }).entries;
  if (!first) throw new Error('no entry');
  return first;
}

function refusal(run: () => unknown): AssayError {
  try {
    run();
  } catch (error) {
    if (error instanceof AssayError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('parseCatalog', () => {
  it('reads the smallest catalog and fills in its defaults', () => {
    const catalog = load();
    expect(catalog).toMatchObject({
      path: 'c.properties',
      version: 1,
      id: 'core',
      name: 'Core Apps',
      generatedAt: '2026-05-01T00:00:00Z',
      advisories: [],
      denylist: [],
    });
    expect(catalog.entries).toMatchObject([
      {
        id: 'hello',
        name: 'Hello',
        version: '0.1.0',
        summary: 'Says hello.',
        permissions: ['queue.read', 'queue.write'],
        bundle: { uri: 'https://example.invalid/hello.zip', sha256: HEX, size: 12, type: 'zip' },
        channel: 'stable',
        support: 'supported',
        deprecation: { status: 'none' },
        review: { status: 'unreviewed' },
        categories: [],
        screenshots: [],
        api: { optionalCapabilities: [], experimentalCapabilitiesAccepted: false, declared: false },
      },
    ]);
    expect([...(catalog.entries[0]?.carried ?? [])]).toEqual(['app.id', 'app.name', 'app.version', 'permissions']);
  });

  it('takes an empty list of entries', () => {
    const without = Object.fromEntries(Object.keys(ENTRY).map((key) => [key, undefined]));
    expect(load({ ...without, 'catalog.entries': ' ' }).entries).toEqual([]);
  });

  it('orders entries by catalog.entries, whatever the order of the file', () => {
    const second = Object.fromEntries(
      Object.entries(ENTRY).map(([key, value]) => [key.replace('hello', 'a.b'), value]),
    );
    const catalog = load({ ...second, 'app.a.b.id': 'A.B', 'catalog.entries': ' A.B ,hello' });
    expect(catalog.entries.map(({ id }) => id)).toEqual(['a.b', 'hello']);
  });

  it('keeps apart ids of which one is the start of another', () => {
    const second = Object.fromEntries(
      Object.entries(ENTRY).map(([key, value]) => [key.replace('hello', 'hello.x'), value]),
    );
    const catalog = load({ ...second, 'app.hello.x.id': 'hello.x', 'catalog.entries': 'hello,hello.x' });
    expect(catalog.entries.map(({ id }) => id)).toEqual(['hello', 'hello.x']);
  });

  it('locates keys, and the entry where a key is absent', () => {
    const catalog = load();
    expect(catalog.locate('catalog.id')).toEqual({ path: 'c.properties', line: 2, column: 1 });
    expect(catalog.locate('nothing')).toEqual({ path: 'c.properties' });
    const [first] = catalog.entries;
    expect(first?.locate('permissions')).toEqual({ path: 'c.properties', line: 14, column: 1 });
    expect(first?.locate('api.minimumVersion')).toEqual({ path: 'c.properties', line: 6, column: 1 });
  });

  it.each([...Object.keys(HEADER), ...Object.keys(ENTRY)])('needs %s', (key) => {
    const error = refusal(() => load({ [key]: undefined }));
    expect([error.exitCode, error.code, error.message]).toEqual([
      3,
      'invalid-catalog-entry',
      `c.properties "${key}" is missing`,
    ]);
  });

  it('points to the line that a missing key was meant to be', () => {
    const error = refusal(() => load({ 'app.hello.summary': undefined, 'app.hello.sumary': 'x' }));
    expect(error.hint).toBe('expected a short text about the app; line 14 has "app.hello.sumary"');
  });

  it.each<[string, string[]]>([
    ['catalog.version', ['', '0', '8', ' 1', 'one']],
    ['catalog.id', ['', 'a b', '-']],
    ['catalog.name', ['', ' ', 'a\u001bb']],
    ['catalog.generatedAt', ['', 'today', '2026-05-01', ' 2026-05-01T00:00:00Z']],
    ['catalog.entries', ['hello,hello', 'hello,HELLO', 'hello,', 'hello,,x', 'a b', 'x'.repeat(257)]],
    ['app.hello.id', ['', 'other', 'a b']],
    ['app.hello.name', ['', '\u2003']],
    ['app.hello.bundle.uri', ['', 'hello.zip', 'http://example.invalid/a', 'https://u:p@example.invalid/a']],
    ['app.hello.bundle.sha256', ['', HEX.toUpperCase(), HEX.slice(1), `${HEX}0`]],
    ['app.hello.bundle.size.bytes', ['', '-1', '1.5', ' 12', '536870913', '9'.repeat(30)]],
    ['app.hello.bundle.type', ['', 'tgz']],
    ['app.hello.permissions', ['a,', 'a b', ',']],
  ])('%s refuses %j', (key, values) => {
    for (const value of values) {
      const error = refusal(() => load({ [key]: value }));
      expect([value, error.code, error.location?.line]).toEqual([
        value,
        'invalid-catalog-entry',
        Object.keys({ ...HEADER, ...ENTRY }).indexOf(key) + 1,
      ]);
    }
  });

  it.each<[string, string[]]>([
    ['catalog.version', ['+1', '01']],
    ['catalog.generatedAt', ['2026-05-01T00:00:00.123456789Z', '2026-05-01T02:00:00+02:00']],
    ['app.hello.id', [' HELLO ']],
    ['app.hello.version', ['anything at all']],
    ['app.hello.bundle.sha256', [` ${HEX} `]],
    ['app.hello.bundle.size.bytes', ['0', '+12', '536870912']],
    ['app.hello.bundle.type', ['ZIP', ' zip ']],
    ['app.hello.permissions', ['', ' ', 'a, B ,a']],
  ])('%s takes %j', (key, values) => {
    for (const value of values) expect(load({ [key]: value }).entries).toHaveLength(1);
  });

  it('never repeats a wrong value', () => {
    const error = refusal(() => load({ 'app.hello.bundle.uri': 'https://user:hunter2@example.invalid/' }));
    expect(`${error.message} ${error.hint}`).not.toContain('hunter2');
  });

  it('refuses duplicate keys, other grammar, size and bytes', () => {
    expect(refusal(() => parseCatalog(`${text({})}catalog.id=x\n`, 'c')).location?.line).toBe(15);
    expect(refusal(() => parseCatalog(`${text({})}what\n`, 'c')).code).toBe('invalid-catalog-entry');
    expect(refusal(() => parseCatalog(`${text({})}#${'x'.repeat(1024 * 1024)}`, 'c')).code).toBe('input-too-large');
    expect(refusal(() => parseCatalog(Uint8Array.of(0xff), 'c')).code).toBe('input-not-utf8');
  });
});

describe('the schema-version rule', () => {
  // Each property with the version that brought it.
  const SINCE: [string, string, number][] = [
    ['homepage', 'https://example.invalid/', 2],
    ['source', 'https://example.invalid/', 2],
    ['license', 'MIT', 2],
    ['categories', 'a', 2],
    ['minimumCryptaVersion', '1481', 2],
    ['review.status', 'reviewed', 2],
    ['review.note', 'x', 2],
    ['permissions.rationale.queue.read', 'x', 2],
    ['screenshot.1', 'https://example.invalid/', 2],
    ['changelog.summary', 'x', 2],
    ['changelog.uri', 'https://example.invalid/', 2],
    ['api.minimumVersion', '1', 2],
    ['api.maximumTestedVersion', '1', 2],
    ['api.optionalCapabilities', 'a', 2],
    ['api.targetStability', 'stable', 2],
    ['api.experimentalCapabilitiesAccepted', 'false', 2],
    ['services.provides', '', 2],
    ['channel', 'beta', 3],
    ['maximumCryptaVersion', '1499', 3],
    ['support.status', 'supported', 3],
    ['deprecation.status', 'none', 3],
    ['deprecation.message', 'x', 3],
    ['replacementAppId', 'other', 3],
    ['securityAdvisories', '', 3],
    ['review.submission.id', 'x', 6],
    ['review.submission.sha256', HEX, 6],
    ['review.preReview.status', 'pass', 6],
    ['review.preReview.sha256', HEX, 6],
    ['review.reviewer.keyId', 'x', 6],
    ['review.reviewer.policy', 'x', 6],
    ['review.receipt.fingerprint.sha256', HEX, 6],
    ['review.decision.reason.sha256', HEX, 6],
    ['review.resubmissionOf', 'x', 6],
    ['review.nonProduction', 'true', 6],
    ['api.targetBaseline', '1.0', 7],
  ];

  it.each(SINCE)('%s=%s came with version %i', (property, value, since) => {
    for (let version = since; version <= 7; version += 1) entry(version, { [property]: value });
    for (let version = 1; version < since; version += 1) {
      const error = refusal(() => entry(version, { [property]: value }));
      expect([error.code, error.message, error.hint, error.location?.line]).toEqual([
        'invalid-catalog-entry',
        `c.properties:15 unsupported catalog property: "app.hello.${property}", which needs catalog.version ${since}; this catalog says ${version}`,
        `set catalog.version=${since}, or take the property out`,
        15,
      ]);
    }
  });

  it.each<[string, number]>([
    ['app.hello.maintenance.owner', 5],
    ['catalog.securityAdvisories', 4],
    ['catalog.securityDenylist', 4],
  ])('%s needs version %i', (key, since) => {
    expect(refusal(() => load({ 'catalog.version': String(since - 1), [key]: 'x' })).message).toContain(
      `needs catalog.version ${since}`,
    );
  });

  it('refuses what no version has, with the nearest property that there is', () => {
    const error = refusal(() => entry(7, { 'api.minimunVersion': '1' }));
    expect([error.message, error.hint]).toEqual([
      'c.properties:15 unsupported catalog property: "app.hello.api.minimunVersion"',
      'did you mean api.minimumVersion?',
    ]);
    expect(refusal(() => load({ 'app.other.name': 'x' })).hint).toContain('catalog.entries');
    expect(refusal(() => load({ 'catalog.expires': 'x' })).message).toContain('unsupported catalog property');
    expect(refusal(() => load({ 'app.hello.constructor': 'x' })).message).toContain('unsupported catalog property');
  });

  it('reports the first of several in the order of the file', () => {
    const error = refusal(() => entry(1, { channel: 'beta', homepage: 'https://example.invalid/' }));
    expect(error.message).toContain('"app.hello.channel", which needs catalog.version 3');
  });
});

describe('entries', () => {
  it('carry what they repeat of the manifest', () => {
    const loaded = entry(7, {
      'api.minimumVersion': '1',
      'api.maximumTestedVersion': '23',
      'api.optionalCapabilities': ' A ,b,a',
      'api.targetStability': ' Stable ',
      'api.targetBaseline': '1.0',
      'api.experimentalCapabilitiesAccepted': 'TRUE',
    });
    expect(loaded.api).toEqual({
      minimumVersion: 1,
      maximumTestedVersion: 23,
      optionalCapabilities: ['a', 'b'],
      targetStability: 'stable',
      targetBaseline: '1.0',
      experimentalCapabilitiesAccepted: true,
      declared: true,
    });
    expect([...loaded.carried].slice(4)).toEqual([
      'api.minimumVersion',
      'api.maximumTestedVersion',
      'api.optionalCapabilities',
      'api.targetStability',
      'api.targetBaseline',
      'api.experimentalCapabilitiesAccepted',
    ]);
  });

  it('carry only what is written', () => {
    const loaded = entry(2, { 'api.experimentalCapabilitiesAccepted': 'false' });
    expect([loaded.api.declared, [...loaded.carried].slice(4)]).toEqual([
      true,
      ['api.experimentalCapabilitiesAccepted'],
    ]);
  });

  it('keep links, texts and lists', () => {
    const loaded = entry(3, {
      homepage: ' https://example.invalid/ ',
      license: 'x'.repeat(128),
      categories: 'Reader, social,reader',
      'screenshot.2': 'https://example.invalid/2',
      'screenshot.1': 'https://example.invalid/1',
      'permissions.rationale.Queue.Read': 'Reads.',
      channel: 'NIGHTLY',
      'deprecation.status': 'retired',
      replacementAppId: 'Other',
      securityAdvisories: 'CRYPTA-1, CRYPTA-2',
      'securityAdvisory.CRYPTA-1.uri': 'https://example.invalid/1',
      'securityAdvisory.CRYPTA-2.uri': 'https://example.invalid/2',
    });
    expect(loaded).toMatchObject({
      homepage: 'https://example.invalid/',
      categories: ['reader', 'social'],
      screenshots: ['https://example.invalid/1', 'https://example.invalid/2'],
      channel: 'nightly',
      deprecation: { status: 'retired', replacementAppId: 'other' },
      securityAdvisories: [
        { id: 'CRYPTA-1', uri: 'https://example.invalid/1' },
        { id: 'CRYPTA-2', uri: 'https://example.invalid/2' },
      ],
    });
    expect([...loaded.permissionRationales]).toEqual([['queue.read', 'Reads.']]);
  });

  it('repeat the services of the manifest', () => {
    const services = {
      'services.provides': 'trust-score',
      'service.trust-score.id': 'trust.score',
      'service.trust-score.description': '',
      'services.requests': 'x',
      'service-request.x.dependency.kind': 'optional',
    };
    expect(Object.fromEntries(entry(2, services).services)).toEqual(services);
    expect(entry(1, {}).services.size).toBe(0);
  });

  it.each<[string, Changes]>([
    ['a long license', { license: 'x'.repeat(129) }],
    ['a long category', { categories: 'x'.repeat(65) }],
    ['a blank category', { categories: 'a,' }],
    ['a long rationale', { 'permissions.rationale.queue.read': 'x'.repeat(513) }],
    ['a rationale for nothing', { 'permissions.rationale.other': 'x' }],
    ['a rationale for no name', { 'permissions.rationale.-': 'x' }],
    ['two rationales', { 'permissions.rationale.queue.read': 'x', 'permissions.rationale.QUEUE.read': 'x' }],
    ['a gap in the screenshots', { 'screenshot.2': 'https://example.invalid/' }],
    [
      'a ninth screenshot',
      Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`screenshot.${i + 1}`, 'https://example.invalid/'])),
    ],
    ['a screenshot 0', { 'screenshot.0': 'https://example.invalid/' }],
    ['a screenshot 01', { 'screenshot.01': 'https://example.invalid/' }],
    ['a screenshot without number', { 'screenshot.x': 'https://example.invalid/' }],
    ['a local screenshot', { 'screenshot.1': 'file:///a.png' }],
    ['a link with a fragment', { homepage: 'https://example.invalid/#a' }],
    ['a long note', { 'review.note': 'x'.repeat(513) }],
    ['an unknown review', { 'review.status': 'great' }],
    ['an unknown channel', { channel: 'alpha' }],
    ['an unknown support', { 'support.status': 'maybe' }],
    ['an unknown deprecation', { 'deprecation.status': 'soon' }],
    ['a wrong replacement', { replacementAppId: 'a b' }],
    ['an advisory twice', { securityAdvisories: 'A,A', 'securityAdvisory.A.uri': 'https://example.invalid/' }],
    ['an advisory without link', { securityAdvisories: 'A' }],
    ['an advisory that is not listed', { 'securityAdvisory.A.uri': 'https://example.invalid/' }],
    ['an advisory without name', { securityAdvisories: 'A,' }],
    ['a service of no alias', { 'service.x.id': 'x' }],
    ['an unknown field of a service', { 'services.provides': 'x', 'service.x.size': '1' }],
    ['a range the wrong way round', { 'api.minimumVersion': '2', 'api.maximumTestedVersion': '1' }],
    ['a version of zero', { 'api.minimumVersion': '0' }],
    ['a version with white space', { 'api.minimumVersion': ' 1' }],
    ['an unknown stability', { 'api.targetStability': 'beta' }],
    ['an unknown baseline', { 'api.targetBaseline': '2.0' }],
    ['an unclear acceptance', { 'api.experimentalCapabilitiesAccepted': 'yes' }],
    ['a blank capability', { 'api.optionalCapabilities': 'a,' }],
    ['half a submission digest', { 'review.submission.sha256': 'abc' }],
    ['an unknown pre-review', { 'review.preReview.status': 'maybe' }],
    ['an unclear mark', { 'review.nonProduction': 'yes' }],
  ])('refuse %s', (_, changes) => {
    expect(refusal(() => entry(7, changes)).code).toBe('invalid-catalog-entry');
  });
});

describe('maintenance', () => {
  const PROMISE: Changes = {
    'maintenance.owner': 'core',
    'maintenance.supportLevel': 'core',
    'maintenance.dataSchemaPolicy': 'stateless',
    'maintenance.migrationPolicy': 'none',
    'maintenance.backupRestore': 'not-applicable',
    'maintenance.securityPolicy': 'catalog-advisories',
    'maintenance.deprecationPolicy': 'none',
  };

  it('is there as a whole, with or without its links', () => {
    expect(entry(5, PROMISE).maintenance).toEqual({
      owner: 'core',
      supportLevel: 'core',
      dataSchemaPolicy: 'stateless',
      migrationPolicy: 'none',
      backupRestore: 'not-applicable',
      securityPolicy: 'catalog-advisories',
      deprecationPolicy: 'none',
    });
    expect(entry(5, { ...PROMISE, 'maintenance.supportUri': 'https://example.invalid/' }).maintenance).toMatchObject({
      supportUri: 'https://example.invalid/',
    });
    expect(entry(7, {}).maintenance).toBeUndefined();
  });

  it.each(Object.keys(PROMISE))('is refused without %s', (key) => {
    expect(refusal(() => entry(5, { ...PROMISE, [key]: undefined })).message).toContain(`app.hello.${key}" is missing`);
  });

  it.each([...Object.keys(PROMISE).slice(1), 'maintenance.ownerUri'])('is refused with a wrong %s', (key) => {
    expect(refusal(() => entry(5, { ...PROMISE, [key]: 'whatever' })).location?.line).toBeDefined();
  });
});

describe('review receipts', () => {
  const RECEIPT: Changes = {
    'review.receipt.version': '1',
    'review.receipt.app.id': 'hello',
    'review.receipt.app.version': '0.1.0',
    'review.receipt.artifact.sha256': HEX,
    'review.receipt.artifact.size': '12',
    'review.receipt.policy.id': 'crypta-app-review',
    'review.receipt.policy.version': '1',
    'review.receipt.status': 'reviewed',
    'review.receipt.reviewer.key.id': 'reviewer',
    'review.receipt.reviewed.at': '2026-04-21T18:25:00Z',
    'review.receipt.signature.algorithm': 'Ed25519',
    'review.receipt.signature.value.base64': 'AAAA',
  };

  it('are kept as written', () => {
    const { receipt } = entry(2, RECEIPT).review;
    expect(Object.fromEntries([...(receipt ?? [])].map(([key, value]) => [`review.receipt.${key}`, value]))).toEqual(
      RECEIPT,
    );
    expect(entry(6, { 'review.receipt.fingerprint.sha256': HEX }).review).toEqual({
      status: 'unreviewed',
      submission: new Map([['receipt.fingerprint.sha256', HEX]]),
    });
  });

  it.each(Object.keys(RECEIPT))('need %s', (key) => {
    expect(refusal(() => entry(2, { ...RECEIPT, [key]: undefined })).message).toContain('is missing');
  });

  it.each<[string, string]>([
    ['review.receipt.version', '3'],
    ['review.receipt.artifact.sha256', 'x'],
    ['review.receipt.artifact.size', '-1'],
    ['review.receipt.status', 'unreviewed'],
    ['review.receipt.reviewed.at', 'yesterday'],
    ['review.receipt.expires.at', 'never'],
    ['review.receipt.evidence.uri', 'http://localhost/'],
    ['review.receipt.note', 'x'.repeat(513)],
    ['review.receipt.decision.reason.sha256', HEX],
    ['review.receipt.other', 'x'],
  ])('refuse %s=%s', (key, value) => {
    expect(refusal(() => entry(2, { ...RECEIPT, [key]: value })).code).toBe('invalid-catalog-entry');
  });
});

describe('security policy', () => {
  const ADVISORY = 'catalog.securityAdvisory.CRYPTA-1.';
  const DENIAL = 'catalog.securityDenylist.deny-1.';
  const POLICY: Changes = {
    'catalog.version': '4',
    'catalog.securityAdvisories': 'CRYPTA-1',
    [`${ADVISORY}uri`]: 'https://example.invalid/1',
    [`${ADVISORY}title`]: 'Vulnerable drafts',
    [`${ADVISORY}severity`]: 'critical',
    [`${ADVISORY}status`]: 'active',
    [`${ADVISORY}action`]: 'denylist',
    [`${ADVISORY}summary`]: 'Upgrade.',
    [`${ADVISORY}publishedAt`]: '2026-06-11T00:00:00Z',
    [`${ADVISORY}updatedAt`]: '2026-06-11T00:00:00Z',
    'catalog.securityDenylist': 'deny-1',
    [`${DENIAL}appId`]: 'Social-Inbox',
    [`${DENIAL}version`]: '0.1.0',
    [`${DENIAL}advisoryId`]: 'CRYPTA-1',
    [`${DENIAL}reason`]: 'Vulnerable.',
    [`${DENIAL}replacementAppId`]: 'other',
  };

  it('is read', () => {
    const catalog = load(POLICY);
    expect(catalog.advisories).toEqual([
      {
        id: 'CRYPTA-1',
        uri: 'https://example.invalid/1',
        title: 'Vulnerable drafts',
        severity: 'critical',
        status: 'active',
        action: 'denylist',
        summary: 'Upgrade.',
        publishedAt: '2026-06-11T00:00:00Z',
        updatedAt: '2026-06-11T00:00:00Z',
      },
    ]);
    expect(catalog.denylist).toEqual([
      {
        id: 'deny-1',
        appId: 'social-inbox',
        version: '0.1.0',
        advisoryId: 'CRYPTA-1',
        reason: 'Vulnerable.',
        replacementAppId: 'other',
      },
    ]);
  });

  it.each(
    Object.keys(POLICY).filter(
      (key) => key.includes('.CRYPTA-1.') || /deny-1\.(?:appId|version|advisoryId|reason)$/.test(key),
    ),
  )('needs %s', (key) => {
    expect(refusal(() => load({ ...POLICY, [key]: undefined })).message).toContain(`"${key}" is missing`);
  });

  it.each<[string, string]>([
    [`${ADVISORY}uri`, 'file:///a'],
    [`${ADVISORY}title`, 'x'.repeat(161)],
    [`${ADVISORY}severity`, 'none'],
    [`${ADVISORY}status`, 'open'],
    [`${ADVISORY}action`, 'delete'],
    [`${ADVISORY}summary`, ''],
    [`${ADVISORY}updatedAt`, '2026-06-10T23:59:59Z'],
    [`${ADVISORY}publishedAt`, 'then'],
    [`${ADVISORY}safeUninstallGuidance`, 'x'.repeat(513)],
    [`${ADVISORY}replacementAppId`, 'a b'],
    [`${ADVISORY}other`, 'x'],
    [`${DENIAL}advisoryId`, 'CRYPTA-2'],
    [`${DENIAL}appId`, 'a b'],
    [`${DENIAL}version`, 'x'.repeat(129)],
    ['catalog.securityAdvisories', 'CRYPTA-1,CRYPTA-1'],
    ['catalog.securityAdvisories', ''],
    ['catalog.securityDenylist', ''],
    ['catalog.securityDenylist', 'deny-1,'],
    ['catalog.securityDenylist', 'deny 1'],
  ])('refuses %s=%s', (key, value) => {
    expect(refusal(() => load({ ...POLICY, [key]: value })).code).toBe('invalid-catalog-entry');
  });

  it('denies a version once', () => {
    const again = Object.fromEntries(
      Object.entries(POLICY).map(([key, value]) => [key.replace('deny-1.', 'deny-2.'), value]),
    );
    const error = refusal(() => load({ ...POLICY, ...again, 'catalog.securityDenylist': 'deny-1,deny-2' }));
    expect(error.message).toContain('denies a version again');
  });
});

describe('hostile catalogs', () => {
  it('give a catalog or an AssayError', () => {
    const key = fc.constantFrom(
      ...Object.keys(HEADER),
      ...Object.keys(ENTRY),
      'app.hello.screenshot.1',
      'app.hello.api.minimumVersion',
      '__proto__',
      'app..id',
    );
    const lines = fc.array(
      fc.tuple(key, fc.string({ maxLength: 12 })).map(([name, value]) => `${name}=${value}`),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          lines.map((all) => Buffer.from(all.join('\n'))),
          fc.uint8Array({ maxLength: 200 }),
        ),
        (bytes) => {
          try {
            parseCatalog(bytes, 'c');
          } catch (error) {
            expect(error).toBeInstanceOf(AssayError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each<[string, string]>([
    [
      'thousands of entries without one of their keys',
      `${text({ 'catalog.entries': Array.from({ length: 100_000 }, (_, i) => `a${i}`).join(',') })}`,
    ],
    ['a key of a million dots', `${text({})}app.hello${'.'.repeat(900_000)}=x\n`],
    [
      'a key like many ids',
      `${text({ 'catalog.entries': Array.from({ length: 100 }, (_, i) => `a${'.a'.repeat(i)}`).join(',') })}app.${'a.'.repeat(300_000)}=x`,
    ],
    ['many unknown keys', `${text({})}${Array.from({ length: 40_000 }, (_, i) => `app.hello.x${i}=1`).join('\n')}`],
    [
      'many keys near a missing one',
      `${text({ 'app.hello.permissions': undefined })}${Array.from({ length: 30_000 }, (_, i) => `app.hello.permission${i}=1`).join('\n')}`,
    ],
    ['a long list', text({ 'app.hello.permissions': 'a,'.repeat(400_000) })],
  ])('are refused within two seconds: %s', (_, source) => {
    const started = performance.now();
    expect(refusal(() => parseCatalog(source, 'c')).code).toBe('invalid-catalog-entry');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('of full size are read within two seconds', () => {
    const count = 1500;
    const ids = Array.from({ length: count }, (_, index) => `app-${index}`);
    const entries = ids.flatMap((id) =>
      Object.entries(ENTRY).map(([key, value]) => `${key.replace('hello', id)}=${key.endsWith('.id') ? id : value}`),
    );
    const source = [
      ...Object.entries({ ...HEADER, 'catalog.entries': ids.join(',') }).map(([key, value]) => `${key}=${value}`),
      ...entries,
    ].join('\n');
    const started = performance.now();
    expect(parseCatalog(source, 'c').entries).toHaveLength(count);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

const real = sharedData('crypta/catalogs');

describe.skipIf(real === undefined)('the real catalogs', () => {
  it('self-test-catalog.properties says version 1 and has properties of version 2', () => {
    const error = refusal(() =>
      readCatalog(join(real ?? '', 'self-test-catalog.properties'), 'self-test-catalog.properties'),
    );
    expect([error.exitCode, error.code, error.message, error.location]).toEqual([
      3,
      'invalid-catalog-entry',
      'self-test-catalog.properties:24 unsupported catalog property: "app.feed-reader.categories", which needs catalog.version 2; this catalog says 1',
      { path: 'self-test-catalog.properties', line: 24, column: 1 },
    ]);
  });

  it('with that one number changed it is a catalog of four apps', () => {
    const source = readFileSync(join(real ?? '', 'self-test-catalog.properties'), 'utf8');
    const catalog = parseCatalog(source.replace('catalog.version=1', 'catalog.version=2'), 'c');
    expect(
      catalog.entries.map(({ id, api }) => [id, api.minimumVersion, api.experimentalCapabilitiesAccepted]),
    ).toEqual([
      ['cert-smoke', undefined, false],
      ['social-inbox', 11, true],
      ['feed-reader', 9, false],
      ['trust-graph', 10, true],
    ]);
  });

  it('the security excerpt is a policy once it has a header', () => {
    const excerpt = readFileSync(join(real ?? '', 'doc-v4-security-policy.excerpt.properties'), 'utf8');
    const catalog = parseCatalog(
      `${excerpt}\ncatalog.id=x\ncatalog.name=X\ncatalog.generatedAt=2026-06-11T00:00:00Z\ncatalog.entries=\n`,
      'c',
    );
    expect([catalog.advisories.map(({ id }) => id), catalog.denylist.map(({ version }) => version)]).toEqual([
      ['CRYPTA-2026-0001'],
      ['0.1.0'],
    ]);
  });
});
