import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rejectionOf } from '../../testing/rejection-of.ts';
import { sharedData } from '../../testing/shared-data.ts';
import type { JsonObject, JsonValue } from '../model/json/value.ts';
import { paletteApp, parsePaletteManifest } from './palette.ts';
import type { PaletteManifest } from './palette-model.ts';
import { PATTERN_WORDS } from './palette-words.ts';

const HEAD = { manifest_version: '1', id: 'reader', name: 'Reader', version: '1.0.0' };

function read(json: JsonValue): PaletteManifest {
  return parsePaletteManifest(JSON.stringify(json, null, 1), 'app/palette-plugin.json');
}

const faults = (json: JsonValue): string[] =>
  read(json).faults.map(({ kind, shown, rule }) => `${kind} ${shown}${rule === undefined ? '' : ` ${rule}`}`);

async function parse(text: string): Promise<PaletteManifest> {
  return parsePaletteManifest(text, 'palette-plugin.json');
}

describe('parsePaletteManifest', () => {
  it.each<[string, string, string]>([
    ['json-duplicate-key', '{"id": "a", "id": "b"}', 'a key twice'],
    ['manifest-not-an-object', '[]', 'no object'],
    ['manifest-not-an-object', 'null', 'null'],
    ['input-too-large', `{"name": "${'x'.repeat(128 * 1024)}"}`, 'too much'],
    ['json-too-deep', `${'['.repeat(300)}${']'.repeat(300)}`, 'too deep'],
  ])('%s', async (code, text) => {
    const error = await rejectionOf(parse(text));
    expect([error.exitCode, error.code]).toEqual([3, code]);
  });

  it.each<[string, JsonValue, string[]]>([
    ['nothing but an object', {}, ['missing manifest_version', 'missing id', 'missing name', 'missing version']],
    ['a wrong kind', { ...HEAD, capabilities: { backend: 'yes' } }, ['wrong capabilities.backend']],
    ['an unknown key', { ...HEAD, conections: [] }, ['unknown conections']],
    ['a nested unknown key', { ...HEAD, frontend: { entry: 'a', sandboxed: true } }, ['unknown frontend.sandboxed']],
    ['an unknown service', { ...HEAD, platform_services: { lmm: {} } }, ['wrong platform_services.lmm']],
    ['a service list', { ...HEAD, platform_services: ['lmm'] }, ['wrong platform_services[0]']],
    ['a secret', { ...HEAD, secrets: { A: { scope: ['dev', 'x'] } } }, ['wrong secrets.A.scope[1]']],
    ['an item', { ...HEAD, connections: [1] }, ['wrong connections[0] manifest/connection-object']],
    ['an event', { ...HEAD, provides: { events: [{}] } }, ['missing provides.events[0].id manifest/provided-name']],
    [
      'mcp',
      { ...HEAD, mcp: { provides: { tools: [{ risk: 'none' }] } } },
      ['missing mcp.provides.tools[0].name', 'wrong mcp.provides.tools[0].risk'],
    ],
  ])('%s', (_, json, expected) => {
    expect(faults(json)).toEqual(expected);
  });

  it.each<[JsonObject, string]>([
    [{ platform_services: 'llm' }, 'is a text, expected a list or an object'],
    [{ platform_services: { lmm: {} } }, 'is no service of a platform, expected llm, redis, storage or vector'],
    [{ provides: { events: [5] } }, 'is a number, expected a name or an object'],
    [{ consumes: { services: [5] } }, 'is a number, expected a target or an object'],
    [{ consumes: { events: [null] } }, 'is null, expected a target or an object'],
  ])('says of %j what would do', (more, words) => {
    const [fault] = read({ ...HEAD, ...more }).faults;
    expect(`${fault?.found}, expected ${fault?.expected}`).toBe(words);
  });

  it('says where, what else was meant, and who it is whatever its index', () => {
    const connection = { id: 'mail', provider: 'google', label: 'Mail', requird: true };
    const [fault] = read({ ...HEAD, connections: [connection] }).faults;
    expect(fault).toMatchObject({ suggestion: 'required', subject: ['connections', 'mail', 'requird'] });
    expect(fault?.location).toEqual({
      path: 'app/palette-plugin.json',
      line: 11,
      column: 15,
      pointer: '/connections/0/requird',
    });
  });

  it('finds all faults of a hostile manifest in reasonable time', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`key_${at}`, at]));
    const { faults: found } = read({ ...HEAD, ...many });
    expect(found.length).toBe(5000);
    expect(found.filter(({ suggestion }) => suggestion !== undefined).length).toBeLessThanOrEqual(20);
  });
});

describe('what all dialects have', () => {
  it('is read where it is there', () => {
    const manifest = read({ ...HEAD, permissions: ['tasks:read', 'tasks:read', 1] });
    expect(paletteApp(manifest)).toMatchObject({
      dialect: 'palette',
      id: 'reader',
      name: 'Reader',
      version: '1.0.0',
      uiMode: 'app',
      permissions: ['tasks:read'],
      api: { optionalCapabilities: [], experimentalCapabilitiesAccepted: false, declared: false },
    });
    expect(paletteApp(manifest).locate('app.permissions')).toMatchObject({ line: 6, pointer: '/permissions' });
    expect(paletteApp(manifest).locate('api.minimumVersion')).toEqual({ path: 'app/palette-plugin.json' });
    expect(paletteApp(read({ id: 1 }))).toMatchObject({ id: '', name: '', version: '', permissions: [] });
  });

  it.each<[JsonValue, unknown]>([
    [
      { min_version: '4', max_version: '5.0.0' },
      { minimumVersion: 4, maximumTestedVersion: 5, declared: true },
    ],
    [{ min_version: '0.1.0' }, { declared: false }],
    [{ min_version: '4.1.0' }, { declared: false }],
    [{ min_version: 4 }, { declared: false }],
  ])('api versions are said by whole numbers: %j', (platform, expected) => {
    const { api } = paletteApp(read({ ...HEAD, platform }));
    expect(api).toEqual({ optionalCapabilities: [], experimentalCapabilitiesAccepted: false, ...Object(expected) });
  });
});

it('every pattern of the published schemas has words', () => {
  const schema = ['palette-plugin', 'manifest']
    .map((name) => readFileSync(new URL(`../../contracts/schemas/${name}/v1.schema.json`, import.meta.url), 'utf8'))
    .join('');
  const patterns = [...schema.matchAll(/"pattern": ("(?:[^"\\]|\\.)*")/g)].map(([, text = '""']): unknown =>
    JSON.parse(text),
  );
  expect(Object.keys(PATTERN_WORDS).sort()).toEqual([...new Set(patterns)].sort());
});

const manifests = sharedData('palette/manifests') ?? '';

it.skipIf(manifests === '').each(manifests === '' ? [] : readdirSync(manifests))('%s has no fault', (name) => {
  const manifest = parsePaletteManifest(readFileSync(`${manifests}/${name}`), name);
  expect(manifest.faults).toEqual([]);
  expect(name.startsWith(`${paletteApp(manifest).id}@${paletteApp(manifest).version}.`)).toBe(true);
});
