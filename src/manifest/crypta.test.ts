import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_FACTS, load, MINIMAL, open, wrong } from '../../testing/crypta-manifest.ts';
import { digestJson } from '../model/digest.ts';
import { AssayError } from '../model/errors.ts';
import { parseCryptaManifest, toAppManifest } from './crypta.ts';

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
      {
        key: 'app.id',
        location: { path: 'm', line: 2, column: 1 },
        firstLine: 1,
        sameValue: false,
        digest: digestJson(['a', 'b']),
      },
      {
        key: 'app.id',
        location: { path: 'm', line: 3, column: 1 },
        firstLine: 1,
        sameValue: false,
        digest: digestJson(['a', 'b']),
      },
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
        digest: digestJson(['4', '5']),
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
