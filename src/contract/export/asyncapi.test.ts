import { fileURLToPath } from 'node:url';
import specs from '@asyncapi/specs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { contract } from '../../../testing/contract-source.ts';
import { importAsyncapi } from '../import/asyncapi.ts';
import type { Contract } from '../model.ts';
import { readContract } from '../read-contract.ts';
import { toSnapshot } from '../snapshot.ts';
import { exportAsyncapi } from './asyncapi.ts';
import { standing } from './openapi.ts';

/** The format's official schema. */
const schema: object = specs.schemasWithoutId['3.0.0'];
const official = new Ajv({ strict: false, validateFormats: false, logger: false }).compile(schema);

function roundTrip(before: Contract): void {
  const { document } = exportAsyncapi(before);
  expect(official(document), JSON.stringify(official.errors?.slice(0, 3))).toBe(true);
  const { source, notes } = importAsyncapi(standing(JSON.parse(JSON.stringify(document))));
  expect(notes).toEqual([]);
  expect(toSnapshot(source.contract)).toEqual(toSnapshot({ ...before, endpoints: [] }));
}

const method = {
  name: 'members.list',
  stability: 'stable',
  sinceContractVersion: 1,
  description: 'List.',
  input: true,
  output: false,
} as const;
const event = {
  name: 'joined',
  stability: 'experimental',
  sinceContractVersion: 1,
  description: '',
  payload: { $ref: '#/$defs/A', $defs: { A: { type: 'string' } } },
} as const;

describe('export to AsyncAPI 3.0', () => {
  it.each<[string, Partial<Contract>]>([
    ['nothing but a contract', {}],
    [
      'methods and events of both sides',
      {
        services: [
          {
            namespace: 'hr/v1',
            description: 'People.',
            methods: [
              method,
              {
                ...method,
                name: 'b',
                implementedBy: 'app',
                risk: 'write',
                errors: [{ code: 'gone', schema: event.payload }],
              },
            ],
            events: [event, { ...event, name: 'left', emittedBy: 'app', examples: ['x'] }],
          },
          {
            namespace: 'hr/v2',
            description: 'Other people.',
            methods: [
              {
                ...method,
                stability: 'deprecated',
                requiredCapabilities: ['queue.read'],
                input: { properties: { x: { $ref: '#' } } },
              },
            ],
          },
          { namespace: 'empty/v1', description: '' },
          {
            namespace: 'twice/v1',
            description: '',
            methods: [{ ...method, name: 'joined' }],
            events: [{ ...event, payload: { $ref: '#/$defs/A', $defs: { A: true } } }],
          },
        ],
      },
    ],
  ])('%s comes back', (_, members) => roundTrip(contract(members)));

  it('of the example platform', async () => {
    const { contract: hearth } = await readContract(
      fileURLToPath(new URL('../../../contracts/hearth', import.meta.url)),
      'hearth',
    );
    expect(hearth.services?.length).toBeGreaterThan(1);
    roundTrip(hearth);
    expect(exportAsyncapi(hearth).dropped).toEqual([`${hearth.endpoints.length} endpoints`]);
  });
});
