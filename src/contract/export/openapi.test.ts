import { fileURLToPath } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capability, contract, endpoint } from '../../../testing/contract-source.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { findLeaks } from '../../model/leaks.ts';
import { importOpenapi } from '../import/openapi.ts';
import { type Contract, type Endpoint, endpointIdentity } from '../model.ts';
import { readContract } from '../read-contract.ts';
import { toSnapshot } from '../snapshot.ts';
import { exportOpenapi, standing } from './openapi.ts';

function roundTrip(before: Contract): void {
  const { source, notes } = importOpenapi(standing(JSON.parse(JSON.stringify(exportOpenapi(before).document))));
  expect(toSnapshot(source.contract)).toEqual(toSnapshot(before));
  expect(toSnapshot(source.contract).digest).toBe(toSnapshot(before).digest);
  expect(notes.filter((note) => !note.includes('anchor'))).toEqual([]);
}

/** An OpenAPI validator that others wrote; it also follows every reference. */
async function validated(before: Contract): Promise<void> {
  const result = await new Validator().validate(structuredClone(exportOpenapi(before).document));
  expect(result.valid, JSON.stringify(result.errors)).toBe(true);
}

const tree = {
  type: 'object',
  properties: { value: { $ref: '#/$defs/Value' }, children: { type: 'array', items: { $ref: '#' } } },
  $defs: { Value: { type: ['string', 'null'], maxLength: 3 }, Unused: { $ref: '#/$defs/Value' } },
};

const name = fc.stringMatching(/^[a-z]{1,3}$/);
const words = fc.oneof(name, fc.string({ maxLength: 6 }));
const DEFS = ['A', 'B c', 'd/~%'] as const;
const reference = fc.constantFrom(
  ...DEFS.map((def) => `#/$defs/${encodeURIComponent(def.replaceAll('~', '~0').replaceAll('/', '~1'))}`),
  '#',
);

const { schema } = fc.letrec<{ schema: JsonValue; object: JsonObject }>((tie) => ({
  schema: fc.oneof({ maxDepth: 3 }, fc.boolean(), fc.record({ $ref: reference }), tie('object')),
  object: fc.record(
    {
      type: fc.constantFrom('object', 'string', ['null', 'array']),
      properties: fc.dictionary(fc.constantFrom('a', 'path', 'query', 'body', '$ref', 'properties'), tie('schema'), {
        maxKeys: 3,
      }),
      required: fc.uniqueArray(fc.constantFrom('a', 'path', 'body'), { maxLength: 2 }),
      anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
      description: words,
      enum: fc.array(fc.constantFrom('x', 1, null), { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: [] },
  ),
}));
/** Every definition is there, so that every reference leads somewhere. */
const userSchema = fc
  .tuple(schema, fc.tuple(schema, schema, schema))
  .map(([top, [a, b, c]]) => (isJsonObject(top) ? { ...top, $defs: { A: a, 'B c': b, 'd/~%': c } } : top));

const route = fc
  .array(fc.oneof(name, fc.constantFrom('{a}', '{b}')), { maxLength: 3 })
  .map((parts) => parts.filter((part, index) => parts.indexOf(part) === index))
  .map((parts) => `/${parts.join('/')}`);
const anyEndpoint = fc
  .record(
    {
      routeTemplate: route,
      method: fc.constantFrom<Endpoint['method'][]>('GET', 'POST', 'DELETE', 'HEAD'),
      routeFamily: name,
      actionLabel: fc.constantFrom('a', 'b', 'c'),
      requiredCapabilities: fc.uniqueArray(fc.constantFrom('queue.read', 'other', 'a_b-c.d'), { maxLength: 2 }),
      appBrowserPrincipalsAllowed: fc.boolean(),
      stability: fc.constantFrom<Endpoint['stability'][]>(
        'stable',
        'experimental',
        'deprecated',
        'scheduled-for-removal',
        'internal',
        'operator-only',
      ),
      sinceContractVersion: fc.integer({ min: 1, max: 9 }),
      description: words,
      request: userSchema,
      response: userSchema,
      errors: fc.array(
        fc.record(
          { status: fc.constantFrom(400, 404), code: name, description: words, schema: userSchema },
          { requiredKeys: ['status'] },
        ),
        { maxLength: 2 },
      ),
      examples: fc.record(
        { request: fc.array(fc.jsonValue(), { maxLength: 2 }), response: fc.array(fc.jsonValue(), { maxLength: 2 }) },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  )
  .map((members): Endpoint => Object.assign(endpoint(), members));

it('gives the snapshot back, whatever the contract', () => {
  const contracts = fc
    .uniqueArray(anyEndpoint, { maxLength: 4, selector: endpointIdentity })
    .map((endpoints) => contract({ endpoints }));
  fc.assert(
    fc.property(contracts, (before) => {
      // What holds a leak is no contract that could have been read.
      fc.pre(findLeaks({ kind: 'assay.contract', contract: JSON.parse(JSON.stringify(before)) }).length === 0);
      roundTrip(before);
    }),
    { numRuns: 150 },
  );
});

describe('round trip', () => {
  it.each<[string, Partial<Contract>]>([
    ['the smallest', {}],
    [
      'schemas that refer to themselves and to each other',
      {
        endpoints: [
          endpoint({
            request: tree,
            response: { $ref: '#/$defs/a~1b', $defs: { 'a/b': { properties: { next: { $ref: '#/$defs/a~1b' } } } } },
          }),
          endpoint({ routeTemplate: '/other', request: { ...tree, $defs: { ...tree.$defs, Value: true } } }),
          endpoint({
            routeTemplate: '/old',
            response: { definitions: { A: { type: 'null' } }, $ref: '#/definitions/A' },
          }),
          endpoint({
            routeTemplate: '/id',
            response: { $id: 'https://example.org/x', $ref: '#/$defs/A', $defs: { A: true } },
          }),
          endpoint({ routeTemplate: '/anchor', response: { $ref: '#a', $defs: { A: { $anchor: 'a' } } } }),
        ],
      },
    ],
    [
      'parameters of one route under two names, and errors of one status',
      {
        endpoints: [
          endpoint({ routeTemplate: '/a/{x}' }),
          endpoint({
            routeTemplate: '/a/{y}',
            method: 'PUT',
            request: true,
            errors: [
              { status: 404, code: 'a' },
              { status: 404, code: 'b', schema: tree },
            ],
          }),
        ],
      },
    ],
    [
      'everything else',
      {
        capabilities: [
          capability(),
          capability({ name: 'x', stability: 'experimental', aliases: ['y'], sensitivity: 'high' }),
        ],
        endpoints: [
          endpoint({
            stability: 'deprecated',
            deprecation: {
              deprecatedSinceContractVersion: 1,
              removalContractVersion: 3,
              note: 'x',
              removalOn: '2027-01-01',
            },
            hostOperatorBypassAllowed: false,
            audience: 'app',
            stableBaseline: null,
            foreign: { a: { $ref: 1 } },
            request: {
              type: 'object',
              properties: { path: { type: 'object', properties: {} }, body: { type: 'string' } },
            },
            examples: { request: [{ $ref: 2, '~a': 1 }], response: [1, null] },
          }),
        ],
        contractVersion: 7,
        previousDigest: `sha256:${'0'.repeat(64)}`,
        reservedRoutePrefixes: ['/b', '/a'],
        services: [
          {
            namespace: 'hr/v1',
            description: '',
            methods: [
              { name: 'm', stability: 'stable', sinceContractVersion: 1, description: '', input: tree, output: false },
            ],
          },
        ],
        tombstones: [{ kind: 'capability', identity: 'z', removedInContractVersion: 2 }],
      },
    ],
  ])('%s', async (_, members) => {
    roundTrip(contract(members));
    await validated(contract(members));
  });

  it('of the example platform', async () => {
    const folder = fileURLToPath(new URL('../../../contracts/hearth', import.meta.url));
    const loaded = await readContract(folder, 'hearth');
    roundTrip(loaded.contract);
    await validated(loaded.contract);
  });
});
