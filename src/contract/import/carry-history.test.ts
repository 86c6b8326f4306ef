import { expect, it } from 'vitest';
import { capability, contract, endpoint } from '../../../testing/contract-source.ts';
import { toSnapshot } from '../snapshot.ts';
import { carryHistory } from './carry-history.ts';

const deprecation = (since: number) => ({
  deprecatedSinceContractVersion: since,
  removalContractVersion: null,
  note: null,
});
const event = (name: string, since: number) =>
  ({ name, stability: 'stable', sinceContractVersion: since, description: '', payload: true }) as const;

const before = contract({
  contractVersion: 4,
  capabilities: [capability({ sinceContractVersion: 2 })],
  endpoints: [
    endpoint({
      routeTemplate: '/queue/{id}',
      sinceContractVersion: 3,
      stability: 'deprecated',
      deprecation: deprecation(4),
    }),
    endpoint({ sinceContractVersion: 1 }),
  ],
  services: [{ namespace: 'hr/v1', description: '', events: [event('joined', 2)] }],
});
const previous = { contract: before, digest: toSnapshot(before).digest };
const fresh = (contractVersion: number) =>
  contract({
    contractVersion,
    capabilities: [capability({ sinceContractVersion: 5 }), capability({ name: 'x.y', sinceContractVersion: 5 })],
    endpoints: [
      endpoint({
        routeTemplate: '/queue/{other}',
        sinceContractVersion: 5,
        stability: 'deprecated',
        deprecation: deprecation(5),
      }),
      endpoint({ sinceContractVersion: 5, stability: 'deprecated', deprecation: deprecation(5) }),
      endpoint({ routeTemplate: '/new', sinceContractVersion: 5 }),
    ],
    services: [
      { namespace: 'hr/v1', description: '', events: [event('joined', 5), event('left', 5)] },
      { namespace: 'hr/v2', description: '', events: [event('joined', 5)] },
    ],
  });

it('gives what was there its age back, and leaves what is new', () => {
  const { capabilities, endpoints, services, previousDigest } = carryHistory(fresh(5), previous);
  expect(capabilities.map(({ sinceContractVersion }) => sinceContractVersion)).toEqual([2, 5]);
  expect(endpoints.map(({ sinceContractVersion }) => sinceContractVersion)).toEqual([3, 1, 5]);
  expect(endpoints.map((one) => one.deprecation?.deprecatedSinceContractVersion)).toEqual([4, 5, undefined]);
  expect(services?.map(({ events = [] }) => events.map(({ sinceContractVersion }) => sinceContractVersion))).toEqual([
    [2, 5],
    [5],
  ]);
  expect(previousDigest).toBe(previous.digest);
});

it('chains only to the version right before', () => {
  expect(carryHistory(fresh(6), previous)).not.toHaveProperty('previousDigest');
});

it('buries what is gone, and forgets no tombstone and no promise', () => {
  const policy = { minimumDeprecationWindowContractVersions: 3 };
  const old = contract({
    ...before,
    lifecyclePolicy: policy,
    tombstones: [{ kind: 'endpoint', identity: 'GET /gone', removedInContractVersion: 3 }],
    capabilities: [...before.capabilities, capability({ name: 'z.z' })],
  });
  const carried = carryHistory({ ...fresh(5), services: [] }, { contract: old, digest: toSnapshot(old).digest });
  expect(carried.tombstones).toEqual([
    { kind: 'endpoint', identity: 'GET /gone', removedInContractVersion: 3 },
    { kind: 'capability', identity: 'z.z', removedInContractVersion: 5 },
    { kind: 'service', identity: 'hr/v1', removedInContractVersion: 5 },
    { kind: 'event', identity: 'hr/v1#joined', removedInContractVersion: 5 },
  ]);
  expect(carried.lifecyclePolicy).toEqual(policy);
  const said = { minimumDeprecationWindowContractVersions: 9 };
  expect(carryHistory({ ...fresh(5), lifecyclePolicy: said }, previous).lifecyclePolicy).toEqual(said);
});

it('keeps the version of a removal that the document does not say', () => {
  const [first] = before.endpoints;
  const announced = contract({
    ...before,
    endpoints: before.endpoints.map((one) =>
      one === first && one.deprecation
        ? { ...one, deprecation: { ...one.deprecation, removalContractVersion: 8 } }
        : one,
    ),
  });
  const { endpoints } = carryHistory(fresh(5), { contract: announced, digest: toSnapshot(announced).digest });
  expect(endpoints.map((one) => one.deprecation?.removalContractVersion)).toEqual([8, null, undefined]);
});
