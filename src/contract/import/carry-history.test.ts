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
