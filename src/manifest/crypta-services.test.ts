import { describe, expect, it } from 'vitest';
import { EMPTY_FACTS, load, wrong } from '../../testing/crypta-manifest.ts';

describe('app.services', () => {
  const PROVIDED = {
    'app.services.provides': 'trust-score',
    'app.service.trust-score.id': 'trust.score',
    'app.service.trust-score.name': 'Trust Score Service',
    'app.service.trust-score.version': '1',
    'app.service.trust-score.kind': 'platform-adapter',
    'app.service.trust-score.adapter': 'trust-graph.score',
    'app.service.trust-score.scopes': 'score.read',
  };
  const REQUEST = {
    'app.services.requests': 'trust-score',
    'app.service-request.trust-score.provider': 'trust-graph',
    'app.service-request.trust-score.service': 'trust.score',
    'app.service-request.trust-score.scopes': 'score.read',
    'app.service-request.trust-score.contexts': 'message-author,profile',
    'app.service-request.trust-score.purpose': 'Annotates authors.',
  };
  const DEPENDENCY = 'app.service-request.trust-score.dependency.';

  it('reads what is offered', () => {
    const manifest = load({
      ...PROVIDED,
      'app.service.trust-score.contexts': '',
      'app.service.trust-score.description': '',
    });
    expect(manifest.facts).toEqual(EMPTY_FACTS);
    expect(manifest.services.provides).toEqual([
      {
        alias: 'trust-score',
        id: 'trust.score',
        name: 'Trust Score Service',
        version: '1',
        kind: 'platform-adapter',
        adapter: 'trust-graph.score',
        scopes: ['score.read'],
        contexts: [],
        stability: 'preview',
      },
    ]);
  });

  it('reads what is asked for, with its dependency', () => {
    const manifest = load({
      ...REQUEST,
      [`${DEPENDENCY}kind`]: 'optional',
      [`${DEPENDENCY}required`]: 'false',
      [`${DEPENDENCY}featureId`]: 'trust',
      [`${DEPENDENCY}featureName`]: 'Trust annotations',
      [`${DEPENDENCY}reason`]: 'Shows scores.',
      [`${DEPENDENCY}degradeBehavior`]: 'disable-feature',
      [`${DEPENDENCY}minServiceVersion`]: '1.9',
      [`${DEPENDENCY}maxServiceVersion`]: '1.10',
      [`${DEPENDENCY}grantBundle`]: 'trust-annotations',
      [`${DEPENDENCY}grantExpiresAfter`]: 'PT720H',
    });
    expect(manifest.facts).toEqual(EMPTY_FACTS);
    expect(manifest.services.requests).toEqual([
      {
        alias: 'trust-score',
        provider: 'trust-graph',
        service: 'trust.score',
        scopes: ['score.read'],
        contexts: ['message-author', 'profile'],
        purpose: 'Annotates authors.',
        dependency: {
          kind: 'optional',
          featureId: 'trust',
          featureName: 'Trust annotations',
          reason: 'Shows scores.',
          degradeBehavior: 'disable-feature',
          minServiceVersion: '1.9',
          maxServiceVersion: '1.10',
          grantBundle: 'trust-annotations',
          grantExpiresAfter: 'PT720H',
        },
      },
    ]);
  });

  it('a request without dependency keys has no dependency', () => {
    expect(load(REQUEST).services.requests[0]).not.toHaveProperty('dependency');
  });

  it('the required flag alone says the kind', () => {
    expect(load({ ...REQUEST, [`${DEPENDENCY}required`]: 'true' }).services.requests[0]?.dependency).toEqual({
      kind: 'required',
    });
  });

  it.each<[string, string]>([
    [`${DEPENDENCY}kind`, 'maybe'],
    [`${DEPENDENCY}degradeBehavior`, 'explode'],
    [`${DEPENDENCY}featureName`, 'x'.repeat(81)],
    [`${DEPENDENCY}reason`, 'x'.repeat(513)],
    [`${DEPENDENCY}minServiceVersion`, 'a b'],
    [`${DEPENDENCY}grantBundle`, '-'],
    [`${DEPENDENCY}grantExpiresAfter`, 'P366D'],
    [`${DEPENDENCY}grantExpiresAfter`, 'PT0S'],
    [`${DEPENDENCY}grantExpiresAfter`, '30 days'],
    ['app.service-request.trust-score.provider', 'x'.repeat(65)],
    ['app.service-request.trust-score.scopes', 'a,'],
    ['app.service-request.trust-score.purpose', 'x'.repeat(513)],
    ['app.services.requests', Array.from({ length: 17 }, (_, i) => `a${i}`).join(',')],
  ])('%s=%s is wrong', (key, value) => {
    expect(wrong({ ...REQUEST, [key]: value })).toContain(key);
  });

  it('a required flag must agree with the kind, and a maximum with the minimum', () => {
    expect(wrong({ ...REQUEST, [`${DEPENDENCY}kind`]: 'optional', [`${DEPENDENCY}required`]: 'true' })).toEqual([
      `${DEPENDENCY}required`,
    ]);
    expect(
      wrong({ ...REQUEST, [`${DEPENDENCY}minServiceVersion`]: '1.10', [`${DEPENDENCY}maxServiceVersion`]: '1.9' }),
    ).toEqual([`${DEPENDENCY}maxServiceVersion`]);
  });

  it.each([...Object.keys(PROVIDED).slice(1)])('%s must be there', (key) => {
    const manifest = load({ ...PROVIDED, [key]: undefined });
    expect(manifest.facts.missingKeys).toMatchObject([{ key, location: { line: 6 } }]);
  });
});
