import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load } from '../../testing/crypta-manifest.ts';
import { parseTarget } from '../broker/target.ts';
import type { JsonObject, JsonValue } from '../model/json/value.ts';
import { toAppManifest } from './crypta.ts';
import { normaliseManifest } from './normalise.ts';
import { paletteApp, parsePaletteManifest } from './palette.ts';
import { aliasConflicts } from './palette-aliases.ts';
import { targetOfRequirement } from './requires-to-consumes.ts';

function normalise(json: JsonValue) {
  const palette = parsePaletteManifest(JSON.stringify(json), 'palette-plugin.json');
  return normaliseManifest({ app: paletteApp(palette), palette });
}

const HEAD = { manifest_version: '1', id: 'reader', name: 'Reader', version: '1.0.0' };
const INPUT = { type: 'object', required: ['user'] };

/** The canonical form, written by hand. */
const CANONICAL = {
  ...HEAD,
  connections: [{ auth: 'oauth2', id: 'mail', label: 'Mail', provider: 'google', required: false }],
  consumes: {
    events: [{ reason: 'Refresh.', required: false, target: 'hr/v1#review.completed' }],
    services: [
      { required: true, target: 'org/v1#hierarchy' },
      { required: true, target: 'policy/v1#ask' },
    ],
  },
  platform_services: { llm: { required: false }, storage: { required: false } },
  provides: {
    events: [{ id: 'a.b', payload_schema: 'schemas/a.json' }, { id: 'c.d' }],
    namespace: 'reader',
    services: [
      {
        id: 'reader',
        methods: [{ id: 'chain.get', input_schema: INPUT, output_schema: 'out.json', route_method: 'GET' }],
        routes: [{ method: 'POST', path: '/x' }],
        version: '1.0.0',
      },
    ],
  },
  secrets: { KEY: { scope: ['dev', 'plugin'], validate: '^sk-' }, OTHER: { scope: ['plugin'] } },
};

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Any spelling of the canonical form. */
const spellings: fc.Arbitrary<JsonObject> = fc
  .record({
    connection: pick<JsonObject>({}, { auth: 'oauth2' }, { required: false }, { auth: 'oauth2', required: false }),
    event: pick('id', 'topic', 'name'),
    payload: pick('payload_schema', 'schema'),
    plain: pick<JsonValue>('c.d', { id: 'c.d' }, { topic: 'c.d' }, { name: 'c.d' }, { id: 'c.d', topic: 'c.d' }),
    method: pick('id', 'name'),
    input: pick('input_schema', 'input'),
    output: pick('output_schema', 'output'),
    get: pick('GET', 'get', 'Get'),
    post: pick('POST', 'post'),
    platform: pick<JsonValue>(
      ['storage', 'llm'],
      { llm: {}, storage: { required: false } },
      { storage: { billing: null }, llm: {} },
    ),
    scope: pick<JsonValue>(['dev', 'plugin'], ['plugin', 'dev']),
    other: pick<JsonValue>('plugin', ['plugin']),
    validate: pick('validate', 'validate_pattern'),
    ask: pick<JsonValue>(
      'policy/v1#ask',
      { target: 'policy/v1#ask' },
      { target: 'policy/v1#ask', required: true, reason: '' },
    ),
    org: pick<'requires' | 'first' | 'last'>('requires', 'first', 'last'),
    range: pick('^1.0.0', '~1.2', '1.x', '>=1.1.0 <2.0.0'),
    empty: fc.boolean(),
  })
  .map((s) => {
    const target = { target: 'org/v1#hierarchy' };
    const services = { requires: [s.ask], first: [target, s.ask], last: [s.ask, target] }[s.org];
    return {
      ...HEAD,
      connections: [{ id: 'mail', provider: 'google', label: 'Mail', ...s.connection }],
      ...(s.org === 'requires'
        ? { requires: { services: [{ id: 'org.hierarchy', version: s.range }], ...(s.empty ? { events: [] } : {}) } }
        : s.empty
          ? { requires: { apps: [] } }
          : {}),
      consumes: { services, events: [{ target: 'hr/v1#review.completed', required: false, reason: 'Refresh.' }] },
      platform_services: s.platform,
      provides: {
        namespace: 'reader',
        services: [
          {
            id: 'reader',
            version: '1.0.0',
            routes: [{ method: s.post, path: '/x' }],
            methods: [{ [s.method]: 'chain.get', [s.input]: INPUT, [s.output]: 'out.json', route_method: s.get }],
          },
        ],
        events: [{ [s.event]: 'a.b', [s.payload]: 'schemas/a.json' }, s.plain],
      },
      secrets: { OTHER: { scope: s.other }, KEY: { scope: s.scope, [s.validate]: '^sk-' } },
    };
  });

describe('a palette manifest', () => {
  const canonical = normalise(CANONICAL);

  it('stays as it is in its one form', () => {
    expect(JSON.parse(canonical.text)).toEqual(CANONICAL);
    expect(normalise(JSON.parse(canonical.text)).text).toBe(canonical.text);
  });

  it('is the same bytes for every spelling', () => {
    fc.assert(
      fc.property(spellings, (json) => {
        expect(aliasConflicts(json)).toEqual([]);
        expect(normalise(json).text).toBe(canonical.text);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps what it does not know, and what is wrong', () => {
    const odd = {
      ...HEAD,
      provides: [],
      secrets: { A: 1 },
      consumes: { services: 'x' },
      platform_services: [1],
      zzz: 1,
    };
    expect(normalise(odd).json).toEqual(odd);
  });

  it('says which requirements no target can carry', () => {
    const { json, mapped, kept } = normalise({
      ...HEAD,
      requires: {
        apps: [{ id: 'org-explorer' }],
        services: [
          { id: 'org.hierarchy', version: '^2.1.0', required: false, reason: 'Routes.' },
          { id: 'org', version: '^1.0.0' },
          { id: 'hr.chain', version: '>=1.0.0' },
          { id: 'hr.chain-get', version: '^1.0.0' },
          { id: 'hr.pinned', version: '^1.0.0', provider: 'hr-app' },
        ],
        events: ['task.created'],
      },
    });
    expect(mapped).toEqual([{ id: 'org.hierarchy', target: 'org/v2#hierarchy' }]);
    expect(kept.map(({ id }) => id)).toEqual(['org', 'hr.chain', 'hr.chain-get', 'hr.pinned']);
    expect(json.consumes).toEqual({ services: [{ target: 'org/v2#hierarchy', required: false, reason: 'Routes.' }] });
    expect(json.requires).toMatchObject({ apps: [{ id: 'org-explorer', required: true }], events: ['task.created'] });
  });

  it('maps to targets only', () => {
    const id = fc.stringMatching(/^[a-z][a-z0-9]{0,4}([._-][a-z0-9]{1,4}){0,3}$/);
    fc.assert(
      fc.property(id, fc.integer({ min: 0, max: 30 }), (name, major) => {
        const result = targetOfRequirement({ id: name, version: `^${major}.0.0` });
        if ('target' in result) expect(parseTarget(result.target)?.major, result.target).toBe(major);
      }),
    );
  });
});

it('two spellings of one key may say the same, not two things', () => {
  const provides = (method: JsonObject): JsonObject => ({ provides: { services: [{ methods: [method] }] } });
  expect(aliasConflicts(provides({ input: { a: 1, b: 2 }, input_schema: { b: 2, a: 1 } }))).toEqual([]);
  expect(aliasConflicts(provides({ id: 'a', name: 'b', output: 'x', output_schema: {} }))).toEqual([
    { pointer: '/provides/services/0/methods/0/name', first: 'id', second: 'name' },
    { pointer: '/provides/services/0/methods/0/output', first: 'output_schema', second: 'output' },
  ]);
});

it('a crypta manifest becomes what all dialects have', () => {
  const crypta = load({ 'app.permissions': 'queue.write,queue.read', 'api.minimumVersion': '3' });
  expect(normaliseManifest({ app: toAppManifest(crypta), crypta }).text).toBe(
    `${JSON.stringify(
      {
        api: { declared: true, experimentalCapabilitiesAccepted: false, minimumVersion: 3, optionalCapabilities: [] },
        dialect: 'crypta',
        id: 'hello',
        name: 'Hello',
        permissions: ['queue.write', 'queue.read'],
        uiMode: 'none',
        version: '0.1.0',
      },
      null,
      2,
    )}\n`,
  );
});
