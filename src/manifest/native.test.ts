import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { load } from '../../testing/crypta-manifest.ts';
import { rejectionOf } from '../../testing/rejection-of.ts';
import { sharedData } from '../../testing/shared-data.ts';
import type { JsonValue } from '../model/json/value.ts';
import { toAppManifest } from './crypta.ts';
import { DIALECTS, type LoadedManifest } from './dialects.ts';
import { nativeApp, parseNativeManifest } from './native.ts';
import { normaliseManifest, toNative } from './normalise.ts';
import { paletteApp, parsePaletteManifest } from './palette.ts';

const HEAD = { kind: 'assay.manifest', schemaVersion: 1, id: 'lights', name: 'Lights', version: '1.0.0' };

const read = (json: JsonValue) => parseNativeManifest(JSON.stringify(json, null, 1), 'app/assay-manifest.json');
const faults = (json: JsonValue): string[] =>
  read(json).faults.map(({ kind, shown, rule }) => `${kind} ${shown}${rule === undefined ? '' : ` ${rule}`}`);

describe('parseNativeManifest', () => {
  it.each<[string, string]>([
    ['json-duplicate-key', '{"id": "a", "id": "b"}'],
    ['manifest-not-an-object', '[]'],
    ['input-too-large', `{"name": "${'x'.repeat(128 * 1024)}"}`],
    ['json-too-deep', `${'['.repeat(300)}${']'.repeat(300)}`],
    ['json-syntax', '{"kind": "assay.mani'],
  ])('%s', async (code, text) => {
    const error = await rejectionOf((async () => parseNativeManifest(text, 'assay-manifest.json'))());
    expect([error.exitCode, error.code]).toEqual([3, code]);
  });

  it.each<[string, JsonValue, string[]]>([
    ['only what is required', HEAD, []],
    ['nothing', {}, ['missing kind', 'missing schemaVersion', 'missing id', 'missing name', 'missing version']],
    ['another kind', { ...HEAD, kind: 'assay.contract' }, ['wrong kind']],
    ['a later version', { ...HEAD, schemaVersion: 2 }, ['wrong schemaVersion']],
    ['an upper-case id', { ...HEAD, id: 'Lights' }, ['wrong id']],
    ['an unknown key', { ...HEAD, permisions: [] }, ['unknown permisions']],
    ['a palette key', { ...HEAD, data_scope: 'personal' }, ['unknown data_scope']],
    ['a nested unknown key', { ...HEAD, api: { minimunVersion: 3 } }, ['unknown api.minimunVersion']],
    ['a version that is a text', { ...HEAD, api: { minimumVersion: '3' } }, ['wrong api.minimumVersion']],
    ['a version below 1', { ...HEAD, api: { minimumVersion: 0 } }, ['wrong api.minimumVersion']],
    ['half a version', { ...HEAD, api: { minimumVersion: 1.5 } }, ['wrong api.minimumVersion']],
    [
      'crossed versions',
      { ...HEAD, api: { minimumVersion: 5, maximumTestedVersion: 3 } },
      ['wrong api.maximumTestedVersion'],
    ],
    [
      'a bare topic',
      { ...HEAD, consumes: { events: ['task.created'] } },
      ['wrong consumes.events[0] manifest/consumed-target'],
    ],
    [
      'a connection',
      { ...HEAD, connections: [{ id: 'm', provider: 'google' }] },
      ['missing connections[0].label manifest/connection-label', 'wrong connections[0].id manifest/connection-id'],
    ],
    [
      'a lower-case verb',
      { ...HEAD, provides: { services: [{ id: 'a', routes: [{ method: 'get', path: '/' }] }] } },
      ['wrong provides.services[0].routes[0].method manifest/route-method'],
    ],
    ['a secret', { ...HEAD, secrets: { KEY: { scope: 'dev' } } }, ['wrong secrets.KEY.scope']],
  ])('%s', (_, json, expected) => {
    expect(faults(json)).toEqual(expected);
  });

  it('says where, and what else was meant', () => {
    const [fault] = read({ ...HEAD, api: { minimunVersion: 3 } }).faults;
    expect(fault).toMatchObject({ suggestion: 'minimumVersion' });
    expect(fault?.location).toEqual({
      path: 'app/assay-manifest.json',
      line: 8,
      column: 21,
      pointer: '/api/minimunVersion',
    });
  });
});

describe('what all dialects have', () => {
  it('is read where it is there', () => {
    const manifest = read({
      ...HEAD,
      permissions: ['queue.read', 'queue.read'],
      ui: { mode: 'shell-panel', entry: '/app/node/' },
      api: { minimumVersion: 3, targetStability: 'stable', optionalCapabilities: ['a.b'] },
    });
    expect(nativeApp(manifest)).toMatchObject({
      dialect: 'native',
      id: 'lights',
      uiMode: 'shell-panel',
      permissions: ['queue.read'],
      api: {
        minimumVersion: 3,
        optionalCapabilities: ['a.b'],
        targetStability: 'stable',
        experimentalCapabilitiesAccepted: false,
        declared: true,
      },
    });
    expect(nativeApp(manifest).locate('api.minimumVersion')).toMatchObject({
      pointer: '/api/minimumVersion',
      line: 16,
    });
    expect(nativeApp(manifest).locate('api.maximumTestedVersion')).toEqual({ path: 'app/assay-manifest.json' });
    expect(nativeApp(read({})).api.declared).toBe(false);
  });
});

const load1 = (name: string, text: string): LoadedManifest => {
  const dialect = DIALECTS.find(({ matches }) => matches(name));
  if (dialect === undefined) throw new Error(name);
  return dialect.parse(Buffer.from(text), name);
};

describe('one form', () => {
  it('is the same bytes for every spelling', () => {
    const form = (json: JsonValue): string =>
      normaliseManifest(load1('assay-manifest.json', JSON.stringify(json))).text;
    const canonical = {
      ...HEAD,
      connections: [{ auth: 'oauth2', id: 'mail', label: 'Mail', provider: 'google', required: false }],
      consumes: {
        services: [
          { required: true, target: 'a/v1#x' },
          { required: true, target: 'b/v1#y' },
        ],
      },
      permissions: ['a.read', 'b.read'],
    };
    expect(JSON.parse(form(canonical))).toEqual(canonical);
    expect(
      form({
        permissions: ['b.read', 'a.read', 'a.read'],
        consumes: { events: [], services: ['b/v1#y', { target: 'a/v1#x', reason: '' }] },
        connections: [{ label: 'Mail', provider: 'google', id: 'mail' }],
        secrets: {},
        api: {},
        ...HEAD,
      }),
    ).toBe(form(canonical));
  });
});

describe('a crypta manifest as a native one', () => {
  const native = (values: Record<string, string>) => {
    const crypta = load(values);
    return toNative({ app: toAppManifest(crypta), crypta });
  };

  it('loses nothing where the native form can say it', () => {
    const { json, lost, text } = native({
      'app.permissions': 'queue.write,queue.read',
      'app.ui.mode': 'static',
      'app.ui.entry': 'web/index.html',
      'api.minimumVersion': '3',
      'api.maximumTestedVersion': '5',
      'api.targetBaseline': '1.0',
    });
    expect(lost).toEqual([]);
    expect(json).toMatchObject({
      kind: 'assay.manifest',
      schemaVersion: 1,
      id: 'hello',
      ui: { mode: 'static', entry: 'web/index.html' },
      permissions: ['queue.read', 'queue.write'],
      api: { minimumVersion: 3, maximumTestedVersion: 5, targetBaseline: '1.0' },
    });
    const again = load1('assay-manifest.json', text);
    expect(again.native?.faults).toEqual([]);
    expect(again.app).toMatchObject({ id: 'hello', uiMode: 'static', api: { minimumVersion: 3, declared: true } });
    expect(normaliseManifest(again).text).toBe(text);
  });

  it('names what it loses', () => {
    const { lost } = native({
      'quota.data.bytes': '100',
      'sandbox.mode': 'none',
      'app.colour': 'red',
      'app.version': `\${v}`,
    });
    expect(lost.map(({ at }) => at)).toEqual(['quota.data.bytes', 'sandbox.mode', 'app.colour', 'app.version']);
  });
});

describe('a palette manifest as a native one', () => {
  const PALETTE = { manifest_version: '1', id: 'desk', name: 'Desk', version: '1.0.0' };
  const native = (json: JsonValue) => {
    const palette = parsePaletteManifest(JSON.stringify(json), 'palette-plugin.json');
    return toNative({ app: paletteApp(palette), palette });
  };

  it('loses nothing where the native form can say it', () => {
    const { json, lost, text, mapped } = native({
      ...PALETTE,
      developer: 'Acme',
      data_scope: 'organization',
      permissions: ['tasks:read'],
      platform: { min_version: '4.0.0' },
      frontend: { entry: 'frontend/app', sandbox: true, framework: 'react' },
      backend: { entry: 'backend/main.py:router', routes_prefix: '/desk' },
      capabilities: { scheduled_jobs: false, external_network: ['api.example'] },
      secrets: { KEY: { scope: 'dev', validate_pattern: '^sk-' } },
      connections: [],
      requires: { apps: [{ id: 'org-explorer' }], services: [{ id: 'org.hierarchy', version: '^1.0.0' }] },
      provides: {
        namespace: 'desk',
        services: [
          {
            id: 'desk',
            version: '1.0.0',
            routes: [{ method: 'get', path: '/x', operation_id: 'x' }],
            methods: [
              { name: 'get', input: { type: 'object' }, route_method: 'get', route_path: '/x', timeout_seconds: 3 },
            ],
          },
        ],
        events: ['moved'],
      },
    });
    expect(lost).toEqual([]);
    expect(mapped).toEqual([{ id: 'org.hierarchy', target: 'org/v1#hierarchy' }]);
    expect(json).toEqual({
      ...HEAD,
      id: 'desk',
      name: 'Desk',
      about: { developer: 'Acme' },
      dataScope: 'organization',
      permissions: ['tasks:read'],
      api: { minimumVersion: 4 },
      ui: { mode: 'app', entry: 'frontend/app', sandboxed: true, framework: 'react' },
      backend: { entry: 'backend/main.py:router', routesPrefix: '/desk' },
      capabilities: { scheduledJobs: false, externalNetwork: ['api.example'] },
      secrets: { KEY: { scope: ['dev'], validate: '^sk-' } },
      requires: { apps: [{ id: 'org-explorer', required: true }] },
      consumes: { services: [{ required: true, target: 'org/v1#hierarchy' }] },
      provides: {
        namespace: 'desk',
        services: [
          {
            id: 'desk',
            version: '1.0.0',
            routes: [{ method: 'GET', path: '/x', operationId: 'x' }],
            methods: [
              { id: 'get', input: { type: 'object' }, route: { method: 'GET', path: '/x' }, timeoutSeconds: 3 },
            ],
          },
        ],
        events: [{ id: 'moved' }],
      },
    });
    expect(load1('assay-manifest.json', text).native?.faults).toEqual([]);
  });

  it('names what it loses', () => {
    const { lost } = native({
      ...PALETTE,
      platform: { min_version: '0.4.1' },
      rate_limit: { per_minute: 3 },
      scheduled_jobs: [],
      zzz: 1,
      provides: { services: [{ id: 'desk', methods: [{ id: 'a', route_method: 'GET' }] }] },
      requires: { services: [{ id: 'hr', version: '^1.0.0' }], events: ['task.created'] },
      permissions: 'all',
    });
    expect(lost.map(({ at }) => at)).toEqual([
      '/permissions',
      '/platform/min_version',
      '/provides/services/0/methods/0/route_method',
      '/rate_limit',
      '/requires/events',
      '/requires/services',
      '/zzz',
    ]);
  });
});

const manifests = sharedData('palette/manifests') ?? '';

it.skipIf(manifests === '').each(manifests === '' ? [] : readdirSync(manifests))(
  '%s becomes a native manifest without a fault',
  (name) => {
    const loaded = load1(name, readFileSync(`${manifests}/${name}`, 'utf8'));
    const { text, lost } = toNative(loaded);
    expect(load1('assay-manifest.json', text).native?.faults).toEqual([]);
    expect(lost.map(({ at }) => at).filter((at) => !KNOWN_LOSSES.test(at))).toEqual([]);
  },
);

/** What the palette platform alone knows. */
const KNOWN_LOSSES =
  /^\/(?:agents|database|gradient|platform\/min_version|platform_services|public_routes|rate_limit|scheduled_jobs|sdk|tools)$/;
