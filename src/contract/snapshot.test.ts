import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capability, contract, endpoint } from '../../testing/contract-source.ts';
import { digestBytes } from '../model/digest.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import type { Contract } from './model.ts';
import { snapshotText, toSnapshot } from './snapshot.ts';

/** A contract with something in every list. */
const RICH: Contract = contract({
  contractVersion: 4,
  reservedRoutePrefixes: ['/internal', '/debug'],
  stableBaseline: {
    name: '1.0',
    contractVersion: 3,
    capabilityCount: 2,
    endpointCount: 2,
    capabilities: ['queue.write', 'queue.read'],
    endpoints: ['POST /queue', 'GET /queue'],
  },
  baselines: [
    { name: '2.0', contractVersion: 4, capabilities: ['queue.write', 'queue.read'], endpoints: [] },
    { name: '1.1', contractVersion: 3, capabilities: [], endpoints: ['POST /queue', 'GET /queue'] },
  ],
  capabilities: [
    capability({ name: 'queue.write', aliases: ['queue.put', 'queue.add'] }),
    capability({ name: 'queue.read', foreign: { later: [3, 1, 2] } }),
    capability({ name: 'z' }),
  ],
  endpoints: [
    endpoint({ routeTemplate: '/queue/{id}', requiredCapabilities: ['queue.write', 'queue.read'] }),
    endpoint({ routeTemplate: '/queue/{entry}', method: 'DELETE' }),
    endpoint({ routeTemplate: '/queue/count' }),
    endpoint({
      routeTemplate: '/queue',
      request: { type: ['object', 'null'], required: ['b', 'a'] },
      errors: [{ status: 409, code: 'busy' }, { status: 404 }, { status: 409, code: 'again' }],
    }),
    endpoint({ routeTemplate: '/apps/{id}' }),
  ],
  services: [
    {
      namespace: 'org/v1',
      description: '',
      methods: [method('members.list'), method('members.get')],
      events: [event('left'), event('joined')],
    },
    { namespace: 'hr/v1', description: '' },
  ],
  tombstones: [
    { kind: 'endpoint', identity: 'GET /old', removedInContractVersion: 2 },
    { kind: 'capability', identity: 'old.read', removedInContractVersion: 3 },
  ],
});

function method(name: string) {
  const errors = [{ code: 'not_found' }, { code: 'denied' }];
  const requiredCapabilities = ['queue.write', 'queue.read'];
  return {
    name,
    stability: 'stable',
    sinceContractVersion: 1,
    description: '',
    input: true,
    output: { enum: [2, 1] },
    errors,
    requiredCapabilities,
  } as const;
}

function event(name: string) {
  return {
    name,
    stability: 'stable',
    sinceContractVersion: 1,
    description: '',
    payload: { required: ['b', 'a'] },
  } as const;
}

/** Lists whose order is content. */
const ORDERED = new Set(['later', 'examples', 'oneOf']);

/** The same JSON with the members of every object and the items of every set in another order. */
function shuffled(value: unknown, next: () => number, name = ''): unknown {
  const order = <Item>(items: Item[]): Item[] =>
    items
      .map((item) => ({ item, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  if (Array.isArray(value)) {
    const items = value.map((item) => shuffled(item, next));
    return ORDERED.has(name) ? items : order(items);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(order(Object.entries(value)).map(([key, member]) => [key, shuffled(member, next, key)]));
}

describe('toSnapshot', () => {
  it('sorts descriptors by identity and sets by code unit', () => {
    const { contract: sorted } = toSnapshot(RICH);
    expect(sorted.capabilities.map(({ name }) => name)).toEqual(['queue.read', 'queue.write', 'z']);
    expect(sorted.endpoints.map(({ method, routeTemplate }) => `${method} ${routeTemplate}`)).toEqual([
      'GET /apps/{id}',
      'GET /queue',
      'GET /queue/count',
      'DELETE /queue/{entry}',
      'GET /queue/{id}',
    ]);
    expect(sorted.endpoints.at(-1)?.requiredCapabilities).toEqual(['queue.read', 'queue.write']);
    expect(sorted.endpoints[1]?.errors?.map(({ status, code }) => [status, code])).toEqual([
      [404, undefined],
      [409, 'again'],
      [409, 'busy'],
    ]);
    expect(sorted.services?.map(({ namespace }) => namespace)).toEqual(['hr/v1', 'org/v1']);
    expect(sorted.services?.[1]?.methods?.map(({ name }) => name)).toEqual(['members.get', 'members.list']);
    expect(sorted.services?.[1]?.events?.map(({ name }) => name)).toEqual(['joined', 'left']);
    expect(sorted.stableBaseline?.endpoints).toEqual(['GET /queue', 'POST /queue']);
    expect(sorted.baselines?.map(({ name }) => name)).toEqual(['1.1', '2.0']);
    expect(sorted.tombstones?.map(({ kind }) => kind)).toEqual(['capability', 'endpoint']);
    expect(sorted.reservedRoutePrefixes).toEqual(['/debug', '/internal']);
    expect(sorted.capabilities[0]?.foreign).toEqual({ later: [3, 1, 2] });
  });

  it('has the digest of the compact canonical form of the contract', () => {
    const snapshot = toSnapshot(RICH);
    expect(snapshot.digest).toBe(digestBytes(canonicalJson(snapshot.contract)));
    expect(JSON.parse(snapshotText(snapshot))).toEqual(JSON.parse(JSON.stringify(snapshot)));
    expect(snapshotText(snapshot)).toMatch(/^\{\n {2}"contract": \{\n[\s\S]*\n\}\n$/);
  });

  it('is the same for any order of members and of sets', () => {
    const expected = snapshotText(toSnapshot(RICH));
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const same = shuffled(RICH, () => Number(numbers.next().value)) as Contract;
        expect(snapshotText(toSnapshot(same))).toBe(expected);
      }),
    );
  });

  it('is the same for descriptors of one identity in any order', () => {
    const twice = [
      endpoint({ routeTemplate: '/a/{x}', description: '1' }),
      endpoint({ routeTemplate: '/a/{y}', description: '2' }),
    ];
    const text = (endpoints: typeof twice) => snapshotText(toSnapshot(contract({ endpoints })));
    expect(text([...twice].reverse())).toBe(text(twice));
  });

  it('counts what is repeated in a set once', () => {
    const repeated = contract({ endpoints: [endpoint({ requiredCapabilities: ['a', 'b', 'a'] })] });
    expect(toSnapshot(repeated).contract.endpoints[0]?.requiredCapabilities).toEqual(['a', 'b']);
  });

  it('says the same of a list that is empty and one that is missing, and of no deprecation', () => {
    const { deprecation: _, ...bare } = capability();
    const short = contract({ capabilities: [bare] });
    const long = contract({
      capabilities: [capability({ deprecation: null, aliases: [] })],
      services: [],
      tombstones: [],
      baselines: [],
    });
    expect(toSnapshot(short).digest).toBe(toSnapshot(long).digest);
  });

  it('is its own snapshot', () => {
    const snapshot = toSnapshot(RICH);
    expect(toSnapshot(snapshot.contract)).toEqual(snapshot);
  });

  it.each<[string, Partial<Contract>]>([
    ['a description', { capabilities: [capability({ description: 'Other.' })] }],
    ['a principal', { endpoints: [endpoint({ appBrowserPrincipalsAllowed: false })] }],
    ['a foreign member', { foreign: { x: 1 } }],
    ['a version', { contractVersion: 2 }],
  ])('has another digest for another %s', (_, members) => {
    expect(toSnapshot(contract(members)).digest).not.toBe(toSnapshot(contract()).digest);
  });

  it('changes nothing of what it was given', () => {
    const before = JSON.stringify(RICH);
    toSnapshot(RICH);
    expect(JSON.stringify(RICH)).toBe(before);
  });
});
