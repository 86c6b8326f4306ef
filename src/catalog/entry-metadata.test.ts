import { describe, expect, it } from 'vitest';
import { type Changes, entry, refusal } from '../../testing/catalog-text.ts';

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
