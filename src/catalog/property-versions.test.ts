import { describe, expect, it } from 'vitest';
import { entry, HEX, load, refusal } from '../../testing/catalog-text.ts';

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
