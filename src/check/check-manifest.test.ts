// Whatever an object holds, a palette manifest is read, judged and normalised: nothing throws, nothing takes long.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { envFacts } from '../manifest/env-facts.ts';
import { normaliseManifest } from '../manifest/normalise.ts';
import { paletteApp, parsePaletteManifest } from '../manifest/palette.ts';
import { aliasConflicts } from '../manifest/palette-aliases.ts';
import { profileConflicts } from '../manifest/profile-matrix.ts';
import { ALL_PROFILES } from '../manifest/profiles.ts';
import { pointerTokens } from '../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { checkManifest } from './check-manifest.ts';

function load(json: JsonValue) {
  const palette = parsePaletteManifest(JSON.stringify(json), 'palette-plugin.json');
  return { app: paletteApp(palette), palette };
}

const WHOLE: JsonObject = {
  manifest_version: '1',
  id: 'desk',
  name: 'Desk',
  version: '1.0.0',
  category: 'Productivity',
  data_scope: 'personal',
  capabilities: { backend: true, external_network: ['a.example'] },
  connections: [{ id: 'mail', provider: 'google', label: 'Mail', scopes: ['read'] }],
  secrets: { KEY: { scope: 'dev', required: true } },
  platform_services: ['llm'],
  provides: {
    namespace: 'desk',
    services: [{ id: 'desk.a', version: '1.0.0', routes: [{ method: 'GET', path: '/' }], methods: [{ id: 'get' }] }],
    events: ['a.b', { id: 'c.d' }],
  },
  requires: { apps: [{ id: 'other' }], services: [{ id: 'org.hierarchy', version: '^1.0.0' }], events: ['x.y'] },
  consumes: { services: ['hr/v1#a', { target: 'hr/v1#b' }], events: [] },
  mcp: { provides: { tools: [{ name: 'x' }] } },
};

/** Every place of a value, the root left out. */
function places(value: JsonValue, above: readonly string[] = []): string[][] {
  const inner = Array.isArray(value) ? [...value.entries()] : isJsonObject(value) ? Object.entries(value) : [];
  return inner.flatMap(([key, item]) => [[...above, String(key)], ...places(item, [...above, String(key)])]);
}

function replaced(value: JsonValue, [key, ...rest]: readonly string[], by: JsonValue): JsonValue {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((item: JsonValue, at) => (String(at) === key ? replaced(item, rest, by) : item));
  return isJsonObject(value) ? { ...value, [key]: replaced(value[key] ?? null, rest, by) } : by;
}

const anything = fc.oneof(
  fc.constantFrom<JsonValue>(null, true, 0, '', 'x', 'A b', 'hr/1#x', [], {}, [[]], [null, 'x', 1], [{}]),
  fc
    .jsonValue({ maxDepth: 2 })
    .map((value): JsonValue => JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto'))),
);
const mutants = fc
  .array(fc.tuple(fc.constantFrom(...places(WHOLE)), anything), { minLength: 1, maxLength: 4 })
  .map((changes) => changes.reduce<JsonValue>((json, [place, value]) => replaced(json, place, value), WHOLE));

describe('any object', () => {
  it('is judged by every profile, and every finding says where', () => {
    const env = envFacts('dev', [{ path: '.env', text: 'KEY=\nOTHER=1\n' }], []);
    fc.assert(
      fc.property(mutants, fc.constantFrom(undefined, ...ALL_PROFILES), (json, profile) => {
        for (const finding of checkManifest(load(json), { profile, env, conflicts: profileConflicts() })) {
          expect(finding.message).toMatch(/^[^\n]+[^.\n]$/);
          expect(finding.location.line ?? 1).toBeGreaterThan(0);
          pointerTokens(finding.location.pointer ?? '');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has one form, which is its own form', () => {
    fc.assert(
      fc.property(mutants, (json) => {
        if (!isJsonObject(json) || aliasConflicts(json).length > 0) return;
        const { text } = normaliseManifest(load(json));
        expect(normaliseManifest(load(JSON.parse(text))).text).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('in any order of keys is the same to us', () => {
    const backwards = (value: JsonValue): JsonValue => {
      if (Array.isArray(value)) return value.map(backwards);
      return isJsonObject(value)
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, item]) => [key, backwards(item)]),
          )
        : value;
    };
    const fingerprints = (json: JsonValue) =>
      checkManifest(load(json))
        .map((finding) => finding.fingerprint)
        .sort();
    fc.assert(
      fc.property(mutants, (json) => {
        expect(fingerprints(backwards(json))).toEqual(fingerprints(json));
        expect(normaliseManifest(load(backwards(json))).text).toBe(normaliseManifest(load(json)).text);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a manifest as large as one may be', () => {
  const fill = <T>(item: (at: number) => T): T[] => Array.from({ length: 4500 }, (_, at) => item(at));
  it.each<[string, JsonObject]>([
    [
      'broken and right targets',
      { consumes: { services: fill((at) => (at % 2 ? `hr/v1#name_${at}` : `hr/1!name_${at}`)) } },
    ],
    ['nameless items', { connections: fill(() => ({ a: 1, b: 2 })) }],
    ['one item with many unknown keys', { connections: [Object.fromEntries(fill((at) => [`unknown_key_${at}`, at]))] }],
    ['permissions', { permissions: fill((at) => `x_${at}:read`) }],
    ['repetitions', { provides: { events: fill(() => 'a.b') } }],
  ])('%s', (_, more) => {
    const before = performance.now();
    const loaded = load({ ...WHOLE, ...more });
    checkManifest(loaded, {}, [{ name: 'tasks:read', description: '', since: 1 }]);
    normaliseManifest(loaded);
    expect(performance.now() - before).toBeLessThan(5000);
  });
});
