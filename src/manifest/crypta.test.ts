import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssayError } from '../model/errors.ts';
import { parseCryptaManifest, toAppManifest } from './crypta.ts';
import type { CryptaManifest } from './crypta-model.ts';

const MINIMAL = {
  'manifest.version': '1',
  'app.id': 'hello',
  'app.name': 'Hello',
  'app.version': '0.1.0',
  'app.exec': 'bin/start.sh',
};

/** A minimal manifest with keys added, replaced or (undefined) taken out. */
function load(changes: Record<string, string | undefined> = {}): CryptaManifest {
  const lines = Object.entries({ ...MINIMAL, ...changes })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${value}\n`);
  return parseCryptaManifest(lines.join(''), 'app/cryptad-app.properties');
}

/** Keys with wrong values. */
function wrong(changes: Record<string, string | undefined>): string[] {
  return load(changes).facts.invalidValues.map(({ key }) => key);
}

function missing(changes: Record<string, string | undefined>): string[] {
  return load(changes).facts.missingKeys.map(({ key }) => key);
}

/** What a template leaves open. */
function open(name: string): string {
  return ['$', '{', name, '}'].join('');
}

const EMPTY_FACTS = {
  duplicateKeys: [],
  unknownKeys: [],
  missingKeys: [],
  invalidValues: [],
  parserDifferentials: [],
  placeholders: [],
};

describe('parseCryptaManifest', () => {
  it('reads the smallest manifest', () => {
    const manifest = load();
    expect(manifest).toMatchObject({
      manifestVersion: 1,
      id: 'hello',
      name: 'Hello',
      version: '0.1.0',
      versionPlaceholder: false,
      exec: 'bin/start.sh',
      ui: { mode: 'none', declared: false },
      permissions: [],
      quota: {},
      sandbox: {},
      restart: {},
      data: { namespaces: [], migrations: [] },
      services: { provides: [], requests: [] },
      facts: EMPTY_FACTS,
    });
    expect(manifest.api).toEqual({
      optionalCapabilities: [],
      experimentalCapabilitiesAccepted: false,
      declared: false,
    });
  });

  it('misses what an empty file does not say', () => {
    const { facts } = parseCryptaManifest('', 'm');
    expect(facts.missingKeys.map(({ key, location }) => [key, location])).toEqual(
      Object.keys(MINIMAL).map((key) => [key, { path: 'm' }]),
    );
    expect(toAppManifest(parseCryptaManifest('', 'm'))).toMatchObject({
      id: '',
      name: '',
      version: '',
      uiMode: 'none',
    });
  });

  it('takes the last of two entries and remembers the first', () => {
    const manifest = parseCryptaManifest('app.id=a\napp.id=b\napp.id=b\n', 'm');
    expect(manifest.id).toBe('b');
    expect(manifest.facts.duplicateKeys).toEqual([
      { key: 'app.id', location: { path: 'm', line: 2, column: 1 }, firstLine: 1, sameValue: false },
      { key: 'app.id', location: { path: 'm', line: 3, column: 1 }, firstLine: 1, sameValue: false },
    ]);
    expect(manifest.locate('app.id')).toEqual({ path: 'm', line: 3, column: 1 });
    expect(manifest.locate('app.name')).toEqual({ path: 'm' });
  });

  it.each<[string, string | undefined, string | undefined]>([
    ['api.minimunVersion', 'api.minimumVersion', undefined],
    ['API.minimumVersion', 'api.minimumVersion', undefined],
    ['app.permission', 'app.permissions', undefined],
    ['sandbox.modes', 'sandbox.mode', undefined],
    ['completely.different', undefined, undefined],
    ['app.service.trust.id', undefined, 'app.services.provides'],
    ['app.service-request.trust.dependency.kind', undefined, 'app.services.requests'],
    ['app.data.migration.one.from', undefined, 'app.data.migrations'],
    ['app.data.schema.namespace.ui.current', undefined, 'app.data.schema.namespaces'],
  ])('does not know %s', (key, suggestion, listedIn) => {
    const { unknownKeys } = load({ [key]: '1' }).facts;
    expect(unknownKeys).toMatchObject([{ key, location: { line: 6, column: 1 } }]);
    expect([unknownKeys[0]?.suggestion, unknownKeys[0]?.listedIn]).toEqual([suggestion, listedIn]);
  });

  it('knows a misspelt field of a listed alias', () => {
    const { unknownKeys } = load({ 'app.services.provides': 'x', 'app.service.x.adaptor': 'a' }).facts;
    expect(unknownKeys).toMatchObject([{ key: 'app.service.x.adaptor', suggestion: 'app.service.x.adapter' }]);
    expect(unknownKeys[0]).not.toHaveProperty('listedIn');
  });

  it.each<[string, string[]]>([
    ['manifest.version', ['1', '+1', '01']],
    ['app.id', ['a', 'Hello', ' org.example.hello-2_x ']],
    ['app.version', ['1', 'any text at all', '1.0.0-rc.1']],
    ['app.exec', ['start', 'bin/start.sh', 'bin\\start.exe', 'bin/with space.sh']],
    ['app.permissions', ['a', 'a,b', ' Queue.Read , queue.write ']],
    ['api.minimumVersion', ['1', '2147483647', '+5']],
    ['api.maximumTestedVersion', ['1']],
    ['api.optionalCapabilities', ['a,b']],
    ['api.targetStability', ['stable', 'experimental', 'STABLE']],
    ['api.targetBaseline', ['1.0', '1.10']],
    ['api.experimentalCapabilitiesAccepted', ['true', 'False']],
    ['quota.data.bytes', ['0', '9223372036854775807']],
    ['quota.cache.bytes', ['1048576']],
    ['sandbox.mode', ['none', 'restricted-process', 'wasm-preview']],
    ['sandbox.required', ['true', 'false']],
    ['app.restart.policy', ['never', 'on-failure']],
    ['app.restart.maxAttempts', ['0', '5']],
    ['app.restart.backoff.ms', ['0', '60000']],
  ])('%s takes %j', (key, values) => {
    for (const value of values) expect([value, wrong({ [key]: value })]).toEqual([value, []]);
  });

  it.each<[string, string[]]>([
    ['manifest.version', ['', '0', '2', 'one', '1.0']],
    ['app.id', ['', '-a', 'a.', 'a b', 'ä', 'a/b']],
    ['app.name', ['', ' ', '\\u2003', 'x\\u001b[31mred', 'a\\u0085b']],
    ['app.version', ['', '1\\u000a2']],
    [
      'app.exec',
      [
        '/bin/sh',
        '\\\\bin',
        'C:start.exe',
        'c:/x',
        '../x',
        'a/./b',
        'a//b',
        'a/',
        'cryptad-app.digests',
        'CRYPTAD-APP.signature',
      ],
    ],
    ['app.permissions', ['', 'a,', ',a', 'a,,b', 'a b', 'a;b']],
    ['api.minimumVersion', ['', '0', '-1', '1.0', 'one', '2147483648']],
    ['api.maximumTestedVersion', ['0']],
    ['api.optionalCapabilities', ['', 'a,', 'ä']],
    ['api.targetStability', ['beta', '']],
    ['api.targetBaseline', ['1', '1.01', '2.0', 'v1.0', '1.0.0']],
    ['api.experimentalCapabilitiesAccepted', ['yes', '1', '']],
    ['quota.data.bytes', ['-1', '1k', '9223372036854775808']],
    ['sandbox.mode', ['docker', '']],
    ['sandbox.required', ['maybe']],
    ['app.restart.policy', ['always']],
    ['app.restart.maxAttempts', ['-1', '2147483648']],
    ['app.restart.backoff.ms', ['-1', '1.5']],
  ])('%s refuses %j', (key, values) => {
    for (const value of values) expect([value, wrong({ [key]: value })]).toEqual([value, [key]]);
  });

  it('refuses a range that is the wrong way round, and keeps the minimum', () => {
    const manifest = load({ 'api.minimumVersion': '5', 'api.maximumTestedVersion': '4' });
    expect(manifest.facts.invalidValues).toEqual([
      {
        key: 'api.maximumTestedVersion',
        location: { path: 'app/cryptad-app.properties', line: 7, column: 1 },
        message: 'api.maximumTestedVersion is below api.minimumVersion',
        expected: 'at least 5',
      },
    ]);
    expect(manifest.api).toEqual({
      minimumVersion: 5,
      optionalCapabilities: [],
      experimentalCapabilitiesAccepted: false,
      declared: true,
    });
  });

  it('never repeats a wrong value', () => {
    const secret = 'hunter2-hunter2';
    for (const key of ['app.exec', 'app.ui.mode', 'api.minimumVersion', 'sandbox.mode', 'quota.data.bytes'])
      expect(JSON.stringify(load({ [key]: `/${secret}` }).facts)).not.toContain(secret);
  });

  it.each<[string]>([
    ['api.minimumVersion'],
    ['api.maximumTestedVersion'],
    ['api.optionalCapabilities'],
    ['api.targetStability'],
    ['api.targetBaseline'],
    ['api.experimentalCapabilitiesAccepted'],
  ])('%s alone is a declaration, be it right or wrong', (key) => {
    const value = key.endsWith('Accepted')
      ? 'false'
      : key.endsWith('Baseline')
        ? '1.0'
        : key.endsWith('ty')
          ? 'stable'
          : '1';
    expect(load({ [key]: value }).api.declared).toBe(true);
    expect(load({ [key]: '?' }).api.declared).toBe(true);
  });

  it('normalises lists and names as the platform does', () => {
    const manifest = load({
      'app.id': ' Org.Example ',
      'app.permissions': 'b, A ,b,a',
      'api.optionalCapabilities': 'Z,z',
      'app.exec': 'bin\\Start.EXE',
    });
    expect([manifest.id, manifest.permissions, manifest.api.optionalCapabilities, manifest.exec]).toEqual([
      'org.example',
      ['b', 'a'],
      ['z'],
      'bin/Start.EXE',
    ]);
  });
});

describe('app.ui', () => {
  it.each<[Record<string, string>, CryptaManifest['ui']]>([
    [{}, { mode: 'none', declared: false }],
    [{ 'app.ui.entry': '/app/node/#queue' }, { mode: 'shell-panel', declared: false, entry: '/app/node/#queue' }],
    [{ 'app.ui.entry': 'static/index.html' }, { mode: 'static', declared: false, entry: 'static/index.html' }],
    [{ 'app.ui.entry': 'static\\index.html' }, { mode: 'static', declared: false, entry: 'static/index.html' }],
    [{ 'app.ui.mode': 'NONE' }, { mode: 'none', declared: true }],
    [
      { 'app.ui.mode': 'static', 'app.ui.entry': 'a' },
      { mode: 'static', declared: true, entry: 'a' },
    ],
    [
      { 'app.ui.mode': 'shell-panel', 'app.ui.entry': '/a?b=%20' },
      { mode: 'shell-panel', declared: true, entry: '/a?b=%20' },
    ],
  ])('%j', (changes, ui) => {
    const manifest = load(changes);
    const { invalidValues, missingKeys, unknownKeys } = manifest.facts;
    expect([manifest.ui, invalidValues, missingKeys, unknownKeys]).toEqual([ui, [], [], []]);
  });

  it.each<[Record<string, string>]>([
    [{ 'app.ui.mode': 'none', 'app.ui.entry': 'a' }],
    [{ 'app.ui.mode': 'static', 'app.ui.entry': '/a' }],
    [{ 'app.ui.mode': 'static', 'app.ui.entry': '../a' }],
    [{ 'app.ui.mode': 'static', 'app.ui.entry': 'a:b' }],
    [{ 'app.ui.mode': 'static', 'app.ui.entry': 'a\\u0007b' }],
    [{ 'app.ui.mode': 'static', 'app.ui.entry': 'cryptad-app.catalog' }],
    [{ 'app.ui.mode': 'shell-panel', 'app.ui.entry': 'a' }],
    [{ 'app.ui.mode': 'shell-panel', 'app.ui.entry': '//evil.example/a' }],
    [{ 'app.ui.mode': 'shell-panel', 'app.ui.entry': '/a b' }],
    [{ 'app.ui.mode': 'shell-panel', 'app.ui.entry': '/a#b#c' }],
    [{ 'app.ui.mode': 'shell-panel', 'app.ui.entry': '/%zz' }],
    [{ 'app.ui.mode': 'shell-panel', 'app.ui.entry': '' }],
  ])('%j has a wrong entry', (changes) => {
    expect(wrong(changes)).toEqual(['app.ui.entry']);
    expect(load(changes).ui).not.toHaveProperty('entry');
  });

  it('an unknown mode is wrong, and the entry says which it may be', () => {
    expect(wrong({ 'app.ui.mode': 'popup', 'app.ui.entry': '/a' })).toEqual(['app.ui.mode']);
    expect(load({ 'app.ui.mode': 'popup', 'app.ui.entry': '/a' }).ui.mode).toBe('shell-panel');
  });

  it('an explicit mode needs its entry', () => {
    expect(missing({ 'app.ui.mode': 'static' })).toEqual(['app.ui.entry']);
    expect(missing({ 'app.ui.mode': 'shell-panel' })).toEqual(['app.ui.entry']);
  });
});

describe('templates', () => {
  it('loads an open version as a placeholder', () => {
    const manifest = load({ 'app.version': open('appVersion') });
    expect([manifest.version, manifest.versionPlaceholder]).toEqual([open('appVersion'), true]);
    expect(manifest.facts).toEqual({
      ...EMPTY_FACTS,
      placeholders: [
        {
          key: 'app.version',
          name: 'appVersion',
          location: { path: 'app/cryptad-app.properties', line: 4, column: 1 },
        },
      ],
    });
  });

  it.each([
    'manifest.version',
    'app.id',
    'app.name',
    'app.exec',
    'app.ui.mode',
    'app.ui.entry',
    'app.permissions',
    'api.minimumVersion',
    'api.targetStability',
    'api.targetBaseline',
    'api.optionalCapabilities',
    'api.experimentalCapabilitiesAccepted',
    'quota.data.bytes',
    'sandbox.required',
  ])('%s may be left open', (key) => {
    const { invalidValues, missingKeys, placeholders } = load({ [key]: open('x.y-Z_1') }).facts;
    expect([invalidValues, missingKeys, placeholders.map(({ name }) => name)]).toEqual([[], [], ['x.y-Z_1']]);
  });

  it('finds several in one value, and takes other dollars for text', () => {
    const { placeholders } = load({
      'app.version': `${open('a')}-${open('b')}`,
      'app.name': `costs $5 {x} ${open('')} $`,
    }).facts;
    expect(placeholders.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('app.data', () => {
  const STEP = {
    'app.data.schema.namespaces': 'ui-state,social',
    'app.data.schema.namespace.ui-state.current': '2',
    'app.data.schema.namespace.social.current': '1',
    'app.data.migrations': 'one',
    'app.data.migration.one.namespace': 'UI-State',
    'app.data.migration.one.from': '1',
    'app.data.migration.one.to': '2',
    'app.data.migration.one.command': 'bin/migrate.sh',
    'app.data.migration.one.rollbackCompatible': 'false',
    'app.data.migration.one.requiresStopped': 'TRUE',
    'app.data.migration.one.description': 'Splits the state.',
  };

  it('reads schemas and migrations', () => {
    const manifest = load({ ...STEP, 'app.data.schema.current': '3' });
    expect(manifest.facts).toEqual(EMPTY_FACTS);
    expect(manifest.data).toEqual({
      schemaVersion: 3,
      namespaces: [
        { name: 'ui-state', current: 2 },
        { name: 'social', current: 1 },
      ],
      migrations: [
        {
          id: 'one',
          namespace: 'ui-state',
          from: 1,
          to: 2,
          command: 'bin/migrate.sh',
          rollbackCompatible: false,
          requiresStopped: true,
          description: 'Splits the state.',
        },
      ],
    });
  });

  it.each<[string, string, string]>([
    ['app.data.migration.one.to', '1', 'app.data.migration.one.to'],
    ['app.data.migration.one.to', '3', 'app.data.migration.one.to'],
    ['app.data.migration.one.from', '0', 'app.data.migration.one.from'],
    ['app.data.migration.one.namespace', 'other', 'app.data.migration.one.namespace'],
    ['app.data.migration.one.namespace', 'x'.repeat(65), 'app.data.migration.one.namespace'],
    ['app.data.migration.one.command', '../migrate.sh', 'app.data.migration.one.command'],
    ['app.data.migration.one.command', 'a:b', 'app.data.migration.one.command'],
    ['app.data.migration.one.rollbackCompatible', 'perhaps', 'app.data.migration.one.rollbackCompatible'],
    ['app.data.migration.one.description', 'x'.repeat(257), 'app.data.migration.one.description'],
    ['app.data.schema.namespace.social.current', '0', 'app.data.schema.namespace.social.current'],
    ['app.data.schema.current', '-1', 'app.data.schema.current'],
  ])('%s=%s is wrong', (key, value, found) => {
    expect(wrong({ ...STEP, [key]: value })).toEqual([found]);
  });

  it.each(Object.keys(STEP).filter((key) => /migration\.one|social/.test(key)))('%s must be there', (key) => {
    expect(missing({ ...STEP, [key]: undefined })).toContain(key);
  });

  it('migrations need a schema to lead to', () => {
    const schemas = Object.keys(STEP).filter((key) => key.includes('schema'));
    const without = Object.fromEntries(schemas.map((key) => [key, undefined]));
    expect(missing({ ...STEP, ...without })).toEqual(['app.data.schema.current']);
  });

  it('a global schema bounds the migrations where there are no namespaces', () => {
    const global = {
      ...STEP,
      'app.data.schema.namespaces': undefined,
      'app.data.schema.namespace.ui-state.current': undefined,
      'app.data.schema.namespace.social.current': undefined,
    };
    expect(wrong({ ...global, 'app.data.schema.current': '2' })).toEqual([]);
    expect(wrong({ ...global, 'app.data.schema.current': '1' })).toEqual(['app.data.migration.one.to']);
  });
});

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

describe('facts', () => {
  it('stand in file order', () => {
    const { facts } = parseCryptaManifest('sandbox.mode=x\napp.exec=/x\napi.minimumVersion=0\napp.id=\n', 'm');
    expect(facts.invalidValues.map(({ location }) => location.line)).toEqual([1, 2, 3, 4]);
  });

  it('any text gives a manifest or an AssayError, soon', () => {
    const key = fc.constantFrom(
      ...Object.keys(MINIMAL),
      'api.minimumVersion',
      'app.services.provides',
      'app.data.migrations',
      'app.ui.entry',
      '__proto__',
      'x',
    );
    const line = fc.tuple(key, fc.string({ maxLength: 20 })).map(([name, value]) => `${name}=${value}`);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const started = performance.now();
        try {
          JSON.stringify(toAppManifest(parseCryptaManifest(lines.join('\n'), 'm')));
        } catch (error) {
          expect(error).toBeInstanceOf(AssayError);
        }
        expect(performance.now() - started).toBeLessThan(2000);
      }),
    );
  });

  it('a file full of unknown keys is judged soon', () => {
    const started = performance.now();
    const aliases = Array.from({ length: 4000 }, (_, index) => `n${index}`).join(',');
    const keys = Array.from({ length: 5000 }, (_, index) => `app.data.x${index}=1`).join('\n');
    const { facts } = parseCryptaManifest(`app.data.schema.namespaces=${aliases}\n${keys}`, 'm');
    expect([facts.unknownKeys.length, facts.missingKeys.length]).toEqual([5000, 4005]);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
