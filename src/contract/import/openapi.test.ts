import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import { parseDocument } from '../../formats/parse-document.ts';
import { AssayError } from '../../model/errors.ts';
import type { JsonValue } from '../../model/json/value.ts';
import type { Endpoint } from '../model.ts';
import { type ImportOptions, importOpenapi } from './openapi.ts';

const document = (value: JsonValue) => ({
  value,
  locate: (pointer: string) => ({ path: 'api.json', line: 1, column: 1, pointer }),
});
const openapi = (paths: JsonValue, more: Readonly<Record<string, JsonValue>> = {}, version = '3.1.0') =>
  document({ openapi: version, info: { title: 'Pets', version: '2.1.0' }, paths, ...more });

function only(
  operation: JsonValue,
  more: Readonly<Record<string, JsonValue>> = {},
  version?: string,
): { endpoint: Endpoint; notes: readonly string[] } {
  const { source, notes } = importOpenapi(openapi({ '/a': { get: operation } }, more, version));
  const [endpoint] = source.contract.endpoints;
  if (endpoint === undefined) throw new Error('no endpoint');
  return { endpoint, notes };
}

const json = (schema: JsonValue, beside: Readonly<Record<string, JsonValue>> = {}) => ({
  'application/json': { schema, ...beside },
});

describe('the contract', () => {
  it('takes its name from info, its API version from the server, and routes relative to it', () => {
    const { source } = importOpenapi(
      openapi(
        { '/pets/{id}': { get: {}, delete: { tags: ['Zoo', 'x'] } } },
        { servers: [{ url: 'https://{h}/api/v3/', variables: { h: { default: 'x.example' } } }] },
      ),
    );
    expect(source.contract).toMatchObject({ apiVersion: 'v3', contractVersion: 1, generatedBy: 'Pets' });
    expect(
      source.contract.endpoints.map(({ method, routeTemplate, routeFamily, actionLabel }) => [
        method,
        routeTemplate,
        routeFamily,
        actionLabel,
      ]),
    ).toEqual([
      ['GET', '/pets/{id}', 'pets', 'get.pets.id'],
      ['DELETE', '/pets/{id}', 'Zoo', 'delete.pets.id'],
    ]);
  });

  it.each<[ImportOptions, string[], string]>([
    [{}, ['/api/v2/pets', '/health'], 'v2'],
    [{ basePath: '/api/v2' }, ['/pets'], 'v2'],
    [{ basePath: 'api/v2/', contractVersion: 9 }, ['/pets'], 'v2'],
  ])('with %j', (options, routes, apiVersion) => {
    const { source, notes } = importOpenapi(openapi({ '/api/v2/pets': { get: {} }, '/health': { get: {} } }), options);
    expect(source.contract.endpoints.map(({ routeTemplate }) => routeTemplate)).toEqual(routes);
    expect(source.contract.apiVersion).toBe(apiVersion);
    expect(source.contract.contractVersion).toBe(options.contractVersion ?? 1);
    expect(notes.some((note) => note.includes('"/health" lies outside the base path "/api/v2"'))).toBe(
      options.basePath !== undefined,
    );
  });
});

describe('stability', () => {
  it.each<[JsonValue, Partial<Endpoint>]>([
    [{}, { stability: 'stable', sinceContractVersion: 1 }],
    [{ 'x-stability-level': 'draft' }, { stability: 'experimental' }],
    [{ 'x-stability-level': 'alpha' }, { stability: 'experimental' }],
    [
      { 'x-stability-level': 'beta', 'x-assay-since': 4 },
      { stability: 'experimental', sinceContractVersion: 4 },
    ],
    [{ 'x-stability-level': 'stable' }, { stability: 'stable' }],
    [
      { deprecated: true, 'x-sunset': '2027-03-01' },
      {
        stability: 'deprecated',
        deprecation: {
          deprecatedSinceContractVersion: 1,
          removalContractVersion: null,
          note: null,
          removalOn: '2027-03-01',
        },
      },
    ],
    [
      { deprecated: true, 'x-sunset': '2027-03-01T00:00:00Z' },
      { deprecation: expect.objectContaining({ removalOn: '2027-03-01' }) },
    ],
  ])('%j', (operation, expected) => {
    const { endpoint, notes } = only(operation);
    expect(endpoint).toMatchObject(expected);
    expect(notes).toEqual([]);
  });

  it.each<[JsonValue, string]>([
    [{ 'x-stability-level': 'gamma' }, '"gamma" is unknown, and taken as stable'],
    [{ deprecated: true, 'x-sunset': 'soon' }, 'x-sunset that is no date'],
    [{ 'x-sunset': '2027-03-01' }, 'x-sunset without deprecated'],
    [{ 'x-assay-since': 0 }, 'x-assay-since that is no contract version'],
  ])('notes %j', (operation, note) => expect(only(operation).notes.join()).toContain(note));
});

describe('security', () => {
  const components = {
    components: {
      securitySchemes: {
        oauth: {
          type: 'oauth2',
          flows: {
            implicit: {
              authorizationUrl: 'https://x.example',
              scopes: { 'read:pets': 'Read pets.', 'write:pets': 'Change pets.' },
            },
          },
        },
        key: { type: 'apiKey', in: 'header', name: 'k' },
      },
    },
  };
  it.each<[string, JsonValue, JsonValue | undefined, string[]]>([
    [
      'all scopes of one alternative',
      [{ oauth: ['write:pets', 'read:pets'], key: [] }],
      undefined,
      ['write.pets', 'read.pets'],
    ],
    ['that of the document', null, [{ oauth: ['read:pets'] }], ['read.pets']],
    ['none, against the document', [], [{ oauth: ['read:pets'] }], []],
    ['the first alternative with scopes', [{ key: [] }, { oauth: ['read:pets'] }], undefined, ['read.pets']],
    ['what is written as an object, not as a list', { oauth: ['read:pets'] }, undefined, ['read.pets']],
    ['a scope that nobody declared', [{ oauth: ['Über Admin'] }], undefined, ['ber.admin']],
  ])('demands %s', (_, own, whole, expected) => {
    const { endpoint } = only(own === null ? {} : { security: own }, {
      ...components,
      ...(whole === undefined ? {} : { security: whole }),
    });
    expect(endpoint.requiredCapabilities).toEqual(expected);
  });

  it('makes capabilities of scopes, with their words, and says what they are called now', () => {
    const { source, notes } = importOpenapi(openapi({}, components));
    expect(source.contract.capabilities).toEqual([
      { name: 'read.pets', stability: 'stable', sinceContractVersion: 1, description: 'Read pets.' },
      { name: 'write.pets', stability: 'stable', sinceContractVersion: 1, description: 'Change pets.' },
    ]);
    expect(notes[0]).toContain('the scope "read:pets" is the capability "read.pets" here');
  });

  it('keeps two scopes apart that would have one name', () => {
    const { endpoint } = only({ security: [{ x: ['a:b', 'a b', 'A.B'] }] });
    expect(endpoint.requiredCapabilities).toEqual(['a.b', 'a.b-2', 'a.b-3']);
  });
});

describe('request and response', () => {
  it('gathers parameters and body by place', () => {
    const { source } = importOpenapi(
      openapi(
        {
          '/a/{id}': {
            parameters: [
              { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
              { name: 'q', in: 'query', schema: { type: 'string' }, description: 'Replaced.' },
            ],
            post: {
              parameters: [
                { name: 'q', in: 'query', required: true, schema: { type: 'number' }, example: 3 },
                { $ref: '#/components/parameters/Trace' },
              ],
              requestBody: {
                required: true,
                content: {
                  'text/plain': {},
                  ...json({ $ref: '#/components/schemas/Pet' }, { example: { name: 'x' } }),
                },
              },
              responses: {
                204: { description: '' },
                201: {
                  description: '',
                  content: json({ $ref: '#/components/schemas/Pet' }, { examples: { a: { value: 1 } } }),
                },
                404: { description: 'Gone.' },
                default: { description: '' },
              },
            },
          },
        },
        {
          components: {
            parameters: { Trace: { name: 'X-Trace', in: 'header', schema: { type: 'string' } } },
            schemas: {
              Pet: {
                type: 'object',
                properties: {
                  name: { type: 'string' },
                  parent: { $ref: '#/components/schemas/Pet' },
                  tag: { $ref: '#/components/schemas/Tag/properties/label' },
                },
              },
              Tag: { properties: { label: { type: 'string' } } },
            },
          },
        },
      ),
    );
    const [endpoint] = source.contract.endpoints;
    const $defs = {
      Pet: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          parent: { $ref: '#/$defs/Pet' },
          tag: { $ref: '#/$defs/Tag/properties/label' },
        },
      },
      Tag: { properties: { label: { type: 'string' } } },
    };
    expect(endpoint?.request).toEqual({
      type: 'object',
      properties: {
        path: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] },
        query: { type: 'object', properties: { q: { type: 'number', examples: [3] } }, required: ['q'] },
        header: { type: 'object', properties: { 'x-trace': { type: 'string' } } },
        body: { $ref: '#/$defs/Pet', examples: [{ name: 'x' }] },
      },
      required: ['path', 'query', 'body'],
      $defs,
    });
    expect(endpoint).toMatchObject({
      response: { $ref: '#/$defs/Pet', $defs },
      examples: { response: [1] },
      errors: [{ status: 404, description: 'Gone.' }],
    });
  });

  it('has an empty object where nothing is sent, so that an optional parameter is an addition later', () => {
    expect(only({}).endpoint.request).toEqual({ type: 'object', properties: {} });
  });

  it.each<[string, JsonValue, JsonValue]>([
    ['nullable', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    ['nullable false', { type: 'string', nullable: false }, { type: 'string' }],
    [
      'exclusive bounds',
      { minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false },
      { exclusiveMinimum: 1, maximum: 5 },
    ],
    ['example', { example: 'x' }, { examples: ['x'] }],
    [
      'siblings of $ref',
      { $ref: '#/components/schemas/A', nullable: true },
      { $ref: '#/$defs/A', $defs: { A: { type: 'string' } } },
    ],
    [
      'inside properties',
      { properties: { nullable: { type: 'string', nullable: true } } },
      { properties: { nullable: { type: ['string', 'null'] } } },
    ],
    ['not in data', { enum: [{ nullable: true }] }, { enum: [{ nullable: true }] }],
    ['discriminator', { oneOf: [], discriminator: { propertyName: 'x' } }, { oneOf: [] }],
  ])('translates OpenAPI 3.0: %s', (_, schema, expected) => {
    const more = { components: { schemas: { A: { type: 'string' } } } };
    const { endpoint } = only({ responses: { 200: { description: '', content: json(schema) } } }, more, '3.0.3');
    expect(endpoint.response).toEqual(expected);
  });

  it('keeps what 3.1 means by the same words', () => {
    const schema = { type: ['string', 'null'], exclusiveMinimum: 1, $ref: '#/components/schemas/A', minLength: 1 };
    const { endpoint } = only(
      { responses: { '2XX': { description: '', content: json(schema) } } },
      { components: { schemas: { A: true } } },
    );
    expect(endpoint.response).toEqual({ ...schema, $ref: '#/$defs/A', $defs: { A: true } });
  });
});

it('says of everything it does not keep what it was and where', () => {
  const { notes } = importOpenapi(
    openapi(
      {
        '/a': {
          trace: {},
          get: {
            tags: ['a', 'b'],
            callbacks: {},
            'x-mine': 1,
            externalDocs: {},
            responses: { 200: { description: '', headers: {} }, 302: { description: '' } },
          },
          put: { callbacks: {} },
        },
      },
      { webhooks: {}, servers: [{ url: '/' }, { url: '/b' }] },
    ),
  );
  expect(notes).toEqual([
    '"callbacks" of an operation is left out (2 places, the first is /paths/~1a/get/callbacks)',
    '"externalDocs" of an operation is left out (/paths/~1a/get/externalDocs)',
    '"headers" of a response is left out (/paths/~1a/get/responses/200/headers)',
    '"trace" of a path is left out (/paths/~1a/trace)',
    '"webhooks" of the document is left out (/webhooks)',
    '"x-mine" of an operation is left out (/paths/~1a/get/x-mine)',
    'servers after the first are left out (/servers)',
    'tags after the first are left out (/paths/~1a/get)',
    'the response "302" is left out: a contract has one success and errors by status (/paths/~1a/get/responses/302)',
  ]);
});

describe('what a contract must not carry', () => {
  const answer = (schema: JsonValue, example: JsonValue) => ({
    responses: {
      200: {
        description: '',
        content: json(schema, { examples: { a: { value: example }, b: { value: { next: null } } } }),
      },
    },
  });

  it('goes where it is an example, and a note says so', () => {
    const { endpoint, notes } = only(
      answer(
        { type: 'object', examples: [{ next: 'https://x.example/?page=2' }, {}] },
        { next: 'https://x.example/pets?page=2' },
      ),
    );
    expect(endpoint.examples).toEqual({ response: [{ next: null }] });
    expect(endpoint.response).toEqual({ type: 'object', examples: [{}] });
    expect(notes).toEqual(['2 examples that a contract must not carry (query-string) are left out']);
  });

  it('is refused elsewhere, and does not matter in what is not imported', () => {
    expect(codeOf(() => only({ description: 'See /home/ann/pets.md' }))).toBe('leak-found/4');
    expect(codeOf(() => only({ externalDocs: { url: 'https://x.example/?page=2' } }))).toBe('accepted');
    expect(codeOf(() => only(answer({ properties: { examples: { description: 'See /home/ann/pets.md' } } }, 1)))).toBe(
      'leak-found/4',
    );
  });
});

describe('refuses', () => {
  it.each<[string, string, JsonValue]>([
    ['openapi-unsupported', 'Swagger 2.0', { swagger: '2.0' }],
    ['openapi-unsupported', 'a version to come', { openapi: '4.0.0', paths: {} }],
    ['openapi-unsupported', 'no object', []],
    ['reference-unresolvable', 'a reference to nothing', { openapi: '3.1.0', paths: { '/a': { $ref: '#/nowhere' } } }],
    [
      'reference-unresolvable',
      'references in a circle',
      { openapi: '3.1.0', paths: { '/a': { $ref: '#/paths/~1b' }, '/b': { $ref: '#/paths/~1a' } } },
    ],
    [
      'schema-reference-outside',
      'a reference to a file',
      { openapi: '3.1.0', paths: { '/a': { $ref: './paths.json' } } },
    ],
    [
      'schema-reference-outside',
      'a schema elsewhere',
      {
        openapi: '3.1.0',
        paths: { '/a': { get: { requestBody: { content: json({ $ref: 'https://example.org/x' }) } } } },
      },
    ],
    ['import-unreadable', 'a list for an object', { openapi: '3.1.0', paths: [] }],
    [
      'import-unreadable',
      'no schema',
      { openapi: '3.1.0', paths: { '/a': { get: { requestBody: { content: json('string') } } } } },
    ],
  ])('%s: %s', (code, _, value) => {
    expect(codeOf(() => importOpenapi(document(value)))).toBe(`${code}/3`);
  });

  it('components that would fill the memory, written out', () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 1200 }, (_, index) => [
        `S${index}`,
        { allOf: [{ $ref: `#/components/schemas/S${(index + 1) % 1200}` }] },
      ]),
    );
    const paths = Object.fromEntries(
      Array.from({ length: 1200 }, (_, index) => [
        `/p${index}`,
        { get: { responses: { 200: { description: '', content: json({ $ref: '#/components/schemas/S0' }) } } } },
      ]),
    );
    expect(codeOf(() => importOpenapi(openapi(paths, { components: { schemas } })))).toBe('import-too-large/3');
  });
});

describe('what the document says twice or a contract can not take', () => {
  const failure = (value: ReturnType<typeof openapi>) => {
    try {
      importOpenapi(value);
    } catch (error) {
      if (error instanceof AssayError) return { code: error.code, message: error.message, at: error.location?.pointer };
    }
    return 'imported';
  };

  it('refuses two operations of one route, whatever their parameters are called', () => {
    expect(failure(openapi({ '/a/{x}': { get: {} }, '/a/{y}': { get: {} } }))).toEqual({
      code: 'import-route-repeated',
      message:
        'api.json:1:1 describes "GET /a/{}" again, which /paths/~1a~1{x}/get does already: the names of parameters tell no routes apart',
      at: '/paths/~1a~1{y}/get',
    });
    expect(failure(openapi({ '/a/{x}': { get: {} }, '/a/{y}': { put: {} } }))).toBe('imported');
  });

  it('says where in the document a leak is', () => {
    const secret = 'ghp_16C7e42F292c6912E7710c838347Ae178B4a';
    const found = failure(openapi({ '/a': { get: { description: `Use ${secret}.` } } }));
    expect(found).toMatchObject({ code: 'leak-found', at: '/paths/~1a/get/description' });
    expect(found).toHaveProperty('message', expect.stringContaining('credential at /paths/~1a/get/description'));
  });

  it('says where in the document a value is that no contract has', () => {
    const found = failure(openapi({ a: { get: {} } }));
    expect(found).toMatchObject({ code: 'schema-invalid', at: '/paths/a' });
    expect(found).toHaveProperty('message', expect.not.stringContaining('/contract'));
  });

  it.each([
    ['a digest, as generators call operations', 'da39a3ee5e6b4b0d3255bfef95601890afd80709', 'imported'],
    ['a digest in base 64', '2jmj7l5rSw0yVb1vlWAYkK9YBwk3zQ9aL0xT7', 'leak-found'],
  ])("takes for an operation's name %s", (_, operationId, expected) => {
    const found = failure(openapi({ '/a': { get: { operationId } } }));
    expect(typeof found === 'string' ? found : found.code).toBe(expected);
  });
});

it('reads YAML as JSON', async () => {
  const text = 'openapi: 3.0.3\ninfo: { title: T, version: "1" }\npaths:\n  /a:\n    get:\n      deprecated: true\n';
  const read = await parseDocument(Buffer.from(text), { path: 'a.yaml' });
  expect(importOpenapi(read).source.contract.endpoints).toMatchObject([
    { routeTemplate: '/a', stability: 'deprecated' },
  ]);
});
