import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import type { JsonValue } from '../../model/json/value.ts';
import type { Service } from '../model.ts';
import { targetName, targetPlace } from './asyncapi/targets.ts';
import { importAsyncapi } from './asyncapi.ts';

const document = (value: JsonValue) => ({
  value,
  locate: (pointer: string) => ({ path: 'events.json', line: 1, column: 1, pointer }),
});
const info = { title: 'Pet Events!', version: '3.1.0' };

function services(value: JsonValue): readonly Service[] {
  return importAsyncapi(document(value)).source.contract.services ?? [];
}

describe('AsyncAPI 2', () => {
  const payload = { $ref: '#/components/schemas/Pet' };
  const source = {
    asyncapi: '2.6.0',
    info,
    channels: {
      'pets/fed': {
        description: 'A pet was fed.',
        subscribe: {
          message: { $ref: '#/components/messages/Fed' },
          deprecated: true,
          'x-sunset': '2027-01-01',
          security: [{ oauth: ['read:pets'] }],
        },
        publish: {
          summary: 'Apps say so too.',
          message: { oneOf: [{ payload: { type: 'string' } }, { payload: { type: 'number' }, headers: {} }] },
        },
      },
    },
    components: {
      securitySchemes: {
        oauth: {
          type: 'oauth2',
          flows: { implicit: { authorizationUrl: 'https://x.example', scopes: { 'read:pets': 'Read pets.' } } },
        },
      },
      messages: { Fed: { payload, examples: [{ payload: { name: 'x' } }, { headers: {} }] } },
      schemas: { Pet: { type: 'object', properties: { next: payload } } },
    },
  };

  it('what clients subscribe to is an event of the platform, what they publish one of apps', () => {
    expect(services(source)).toEqual([
      {
        namespace: 'pet-events/v3',
        description: '',
        events: [
          {
            name: 'pets.fed',
            stability: 'deprecated',
            sinceContractVersion: 1,
            deprecation: {
              deprecatedSinceContractVersion: 1,
              removalContractVersion: null,
              note: null,
              removalOn: '2027-01-01',
            },
            requiredCapabilities: ['read.pets'],
            description: 'A pet was fed.',
            payload: {
              $ref: '#/$defs/Pet',
              $defs: { Pet: { type: 'object', properties: { next: { $ref: '#/$defs/Pet' } } } },
            },
            examples: [{ name: 'x' }],
          },
          {
            name: 'pets.fed2',
            stability: 'stable',
            sinceContractVersion: 1,
            description: 'Apps say so too.',
            payload: { oneOf: [{ type: 'string' }, { type: 'number' }] },
            emittedBy: 'app',
          },
        ],
      },
    ]);
  });

  it('says what it renames and leaves out', () => {
    const {
      source: { contract },
      notes,
    } = importAsyncapi(document(source));
    expect(contract.capabilities).toMatchObject([{ name: 'read.pets', description: 'Read pets.' }]);
    expect(notes.join('\n')).toMatch(/"headers" of a message is left out/);
    expect(notes.join('\n')).toMatch(/the channel "pets\/fed" is "pet-events\/v3#pets\.fed" here/);
  });
});

describe('AsyncAPI 3', () => {
  const channel = (name: string, payload: JsonValue): JsonValue => ({
    address: name,
    messages: { m: { payload } },
    bindings: {},
  });
  const source = {
    asyncapi: '3.0.0',
    info,
    channels: {
      list: channel('hr/v1/members.list', { type: 'object' }),
      answer: channel('', true),
      joined: channel('hr/v1#joined', { schemaFormat: 'application/vnd.apache.avro;version=1.9.0', schema: {} }),
    },
    operations: {
      list: {
        action: 'receive',
        channel: { $ref: '#/channels/list' },
        reply: { channel: { $ref: '#/channels/answer' } },
        'x-stability-level': 'beta',
      },
      ask: {
        action: 'send',
        channel: { $ref: '#/channels/list' },
        messages: [{ $ref: '#/channels/list/messages/m' }],
        reply: { messages: [] },
      },
      joined: {
        action: 'send',
        channel: { $ref: '#/channels/joined' },
        security: [{ type: 'oauth2', scopes: ['read:members'] }],
      },
      lost: { action: 'send' },
    },
  };

  it('what is answered is a method, of the platform or of apps', () => {
    const [hr] = services(source);
    expect(hr?.namespace).toBe('hr/v1');
    expect(hr?.methods).toMatchObject([
      { name: 'members.list', stability: 'experimental', input: { type: 'object' }, output: true },
      { name: 'members.list2', implementedBy: 'app', output: true },
    ]);
    expect(hr?.events).toMatchObject([{ name: 'joined', payload: true, requiredCapabilities: ['read.members'] }]);
  });

  it('says what it can’t read', () => {
    const notes = importAsyncapi(document(source)).notes.join('\n');
    for (const note of [
      '"bindings" of a channel is left out (3 places',
      'application/vnd.apache.avro',
      'an operation without channel or action is left out (/operations/lost)',
    ])
      expect(notes).toContain(note);
  });
});

describe('names', () => {
  it.each<[string, string]>([
    ['pet/{petId}/was-fed', 'pet.wasFed'],
    ['smartylighting/streetlights/1/0/action', 'smartylighting.streetlights.x1.x0.action'],
    ['{id}', 'message'],
    ['a..b', 'a.b'],
    ['über', 'Ber'],
  ])('%s is %s', (address, name) => {
    expect(targetName(address)).toBe(name);
    expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*$/);
  });

  it('keep the namespace that an address begins with', () => {
    expect(targetPlace('org.hr/v12/a.b', 'x/v1')).toEqual({ namespace: 'org.hr/v12', name: 'a.b' });
    expect(targetPlace('hr/v0/a', 'x/v1')).toEqual({ namespace: 'x/v1', name: 'hr.v0.a' });
  });
});

it.each<[string, JsonValue]>([
  ['asyncapi-unsupported', { asyncapi: '1.2.0' }],
  ['asyncapi-unsupported', []],
  [
    'reference-unresolvable',
    { asyncapi: '3.0.0', operations: { a: { action: 'send', channel: { $ref: '#/channels/a' } } } },
  ],
  [
    'schema-reference-outside',
    { asyncapi: '2.0.0', channels: { a: { subscribe: { message: { payload: { $ref: 'a.json' } } } } } },
  ],
])('refuses: %s', (code, value) => expect(codeOf(() => importAsyncapi(document(value)))).toBe(`${code}/3`));
