import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../testing/shared-data.ts';
import { parseJson } from './json/parse.ts';
import type { JsonValue } from './json/value.ts';
import { findLeaks, LEAK_KINDS } from './leaks.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/hostile/leaks', import.meta.url));
const read = (file: string): JsonValue => parseJson(readFileSync(file), { path: file }).value;

describe('fixtures/hostile/leaks', () => {
  it('has one file for each kind', () => {
    expect(readdirSync(fixtures).sort()).toEqual(LEAK_KINDS.map((kind) => `${kind}.json`).sort());
  });

  it.each(LEAK_KINDS)('%s.json holds that leak and no other', (kind) => {
    const leaks = findLeaks(read(`${fixtures}/${kind}.json`));
    expect(leaks.map((leak) => leak.kind)).toEqual([kind]);
    expect(leaks[0]?.pointer).toMatch(/^\/contract\/(foreign|endpoints\/0)\//);
  });
});

describe('findLeaks, by the member’s name', () => {
  it.each<[JsonValue, string]>([
    [{ formPassword: 'swordfish' }, 'form-password at /formPassword'],
    [{ 'form-password': 'swordfish' }, 'form-password at /form-password'],
    [{ FORM_PASSWORD: 'swordfish' }, 'form-password at /FORM_PASSWORD'],
    [{ formPassword: 4711 }, 'form-password at /formPassword'],
    [{ app: { processToken: 'abc' } }, 'process-token at /app/processToken'],
    [{ list: [{ sessionToken: 'abc' }] }, 'session-token at /list/0/sessionToken'],
    [{ sessionId: 'abc' }, 'session-token at /sessionId'],
    [{ tokens: ['a1', 'b2'] }, 'session-token at /tokens'],
    [{ token: { value: 'abc' } }, 'session-token at /token'],
    [{ cnonce: 12 }, 'nonce at /cnonce'],
    [{ clientSecret: 'abc' }, 'credential at /clientSecret'],
    [{ api_key: 'abc' }, 'credential at /api_key'],
    [{ privateKey: 'abc' }, 'private-key at /privateKey'],
    [{ key: { kty: 'OKP', crv: 'Ed25519', d: 'abc', x: 'def' } }, 'private-key at /key'],
    [{ insertUri: 'SSK@abc' }, 'private-insert-uri at /insertUri'],
    [{ requestBody: 'hello' }, 'request-body at /requestBody'],
    [{ requestBody: { name: 'x' } }, 'request-body at /requestBody'],
    [{ queryString: 'a=b' }, 'query-string at /queryString'],
    [{ filePath: '/builds/node/x' }, 'file-path at /filePath'],
    [{ path: '/home/feed/x' }, 'file-path at /path'],
    [{ route: { path: '/feed?limit=2' } }, 'query-string at /route/path'],
    [{ workspaceRoot: 'D:\\node' }, 'file-path at /workspaceRoot'],
    [{ sandboxCommand: ['app'] }, 'sandbox-command at /sandboxCommand'],
    [{ commandLine: 'app' }, 'sandbox-command at /commandLine'],
    [{ env: { MODE: 'fast' } }, 'environment-value at /env'],
    [{ environment: { MODE: 'fast' } }, 'environment-value at /environment'],
    [{ processEnv: { WORKERS: 4 } }, 'environment-value at /processEnv'],
    [{ generatedAt: 'yesterday' }, 'clock at /generatedAt'],
    [{ buildTime: 1769860800 }, 'clock at /buildTime'],
    [{ startedAt: 1769860800 }, 'clock at /startedAt'],
    [{ lastSeenMillis: 1769860800000 }, 'clock at /lastSeenMillis'],
    [{ properties: { password: { type: 'string', default: 'hunter2' } } }, 'credential at /properties/password'],
    [{ properties: { nonce: { const: 'abc' } } }, 'nonce at /properties/nonce'],
    [{ properties: { token: { type: 'string', examples: ['abc'] } } }, 'session-token at /properties/token'],
    [{ properties: { sessionToken: 'abc' } }, 'session-token at /properties/sessionToken'],
  ])('%j', (value, expected) => {
    expect(findLeaks(value).map(({ kind, pointer }) => `${kind} at ${pointer}`)).toEqual([expected]);
  });

  it.each<[JsonValue]>([
    [{ formPassword: '' }],
    [{ formPassword: null }],
    [{ formPassword: '<redacted>' }],
    [{ formPassword: '{formPassword}' }],
    [{ formPasswordRequired: true, tokenRequired: 'yes', privateKeyPresent: 'no' }],
    [{ tokenSource: 'environment', tokenType: 'bearer', passwordPolicy: 'strong', secretRef: 'vault' }],
    [{ token: true, nonce: false, password: null }],
    [{ maxTokens: 4096, tokenizer: 'words', tokenCount: 3 }],
    [{ secrets: { API_KEY: { scope: 'dev', required: false, label: 'the key' } } }],
    [{ secrets: ['API_KEY', 'OTHER_KEY'] }],
    [
      {
        type: 'object',
        required: ['sessionToken', 'nonce'],
        properties: { sessionToken: { type: 'string' }, nonce: { type: 'string' } },
      },
    ],
    [{ $defs: { Token: { type: 'string' }, password: { type: 'string', minLength: 8 } } }],
    [{ requestBody: { $ref: '#/components/requestBodies/Queue' } }],
    [{ requestBody: { content: { 'application/json': {} } } }],
    [{ filePath: 'docs/policy.md', policyDocument: 'docs/policy.md' }],
    [{ env: [], environment: 'staging' }],
    [{ expiresAfterMillis: 60000, sinceContractVersion: 4, maxBytes: 1769860800, timeoutSeconds: 30 }],
    [{ digest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' }],
    [{ publicKey: 'MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=' }],
    [{ pattern: '^[A-Z0-9_]+=.+$' }],
    [{ patternProperties: { '^X=[a-z]$': { type: 'string' } } }],
    [{ properties: { createdAt: { type: 'string', format: 'date-time', examples: ['2026-01-31T12:00:00Z'] } } }],
    [{ deprecatedOn: '2026-01-31' }],
    [{ routeTemplate: '/home/feed' }],
    [{ route: { method: 'GET', path: '/home/feed' } }],
    [{ reservedRoutePrefixes: ['/var/internal'] }],
    [{ stableBaseline: { endpoints: ['GET /home/feed'] }, replacement: 'POST /tmp/files' }],
    [{ imported: { memberOrder: { '/contract/endpoints/3': ['nonce', 'formPassword'] } } }],
  ])('nothing in %j', (value) => {
    expect(findLeaks(value)).toEqual([]);
  });
});

describe('findLeaks', () => {
  it('reports a name that is a leak at the object that holds it', () => {
    const leaks = findLeaks({ a: { '/home/alice/key': { token: 'abc' } } });
    expect(leaks).toEqual([{ kind: 'file-path', pointer: '/a' }]);
  });

  it('escapes pointers', () => {
    expect(findLeaks({ 'a/b~': ['/home/alice/x'] })).toEqual([{ kind: 'file-path', pointer: '/a~1b~0/0' }]);
  });

  it('finds every leak, in document order', () => {
    const kinds = findLeaks([{ nonce: 'a' }, 'x', '2026-01-31T12:00:00Z', { password: 'b' }]).map(({ kind }) => kind);
    expect(kinds).toEqual(['nonce', 'clock', 'credential']);
  });

  it('never gives back a value', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), (secret) => {
        fc.pre(!'formPassword'.includes(secret) && !'form-password'.includes(secret));
        expect(JSON.stringify(findLeaks({ formPassword: `${secret}1` }))).not.toContain(
          JSON.stringify(secret).slice(1, -1),
        );
      }),
    );
  });

  it('takes any json value', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => Array.isArray(findLeaks(value as JsonValue))));
  });
});

describe('findLeaks on real documents', () => {
  const contracts = sharedData('crypta/contracts');
  it.skipIf(contracts === undefined)('finds nothing in the contracts of a real platform', () => {
    for (const name of readdirSync(contracts ?? ''))
      expect([name, findLeaks(read(`${contracts}/${name}`))]).toEqual([name, []]);
  });

  const palette = sharedData('palette/manifests');
  it.skipIf(palette === undefined)('finds nothing in real app manifests', () => {
    for (const name of readdirSync(palette ?? ''))
      expect([name, findLeaks(read(`${palette}/${name}`))]).toEqual([name, []]);
  });

  const crypta = sharedData('crypta/manifests');
  it.skipIf(crypta === undefined)('finds nothing in the lines of real properties manifests', () => {
    for (const name of readdirSync(crypta ?? ''))
      expect([name, findLeaks(readFileSync(`${crypta}/${name}`, 'utf8').split('\n'))]).toEqual([name, []]);
  });

  it('finds nothing in the formats that we publish', () => {
    const folder = fileURLToPath(new URL('../../contracts/schemas', import.meta.url));
    for (const name of readdirSync(folder)) {
      const file = `${folder}/${name}/v1.schema.json`;
      expect([name, findLeaks(read(file))]).toEqual([name, []]);
    }
  });
});
