import { describe, expect, it } from 'vitest';
import { loadedContract } from '../../testing/rules/contract-fixture.ts';
import type { JsonObject } from '../model/json/value.ts';
import { diffContracts } from './contract-diff.ts';

const baseline = (more: JsonObject = {}) =>
  loadedContract({ capabilities: [{ name: 'queue.read' }], ...more }, 'baseline.json', 4);
const current = loadedContract(
  { capabilities: [], tombstones: [{ kind: 'capability', identity: 'queue.read', removedInContractVersion: 5 }] },
  'current.json',
  5,
);
const told = (changes: readonly { readonly ruleId: string }[]) => changes.map(({ ruleId }) => ruleId);

describe('a removal that leaves no tombstone', () => {
  const without = loadedContract({ capabilities: [] }, 'current.json', 5);
  it('is one change, which asks for the tombstone too', () => {
    const { changes } = diffContracts(baseline(), without);
    expect(told(changes)).toEqual(['capability/removed']);
    expect(changes[0]?.because?.map(({ ruleId }) => ruleId)).toEqual([
      'contract/tombstone-missing',
      'lifecycle/removed-without-deprecation',
    ]);
  });

  it('is told for the tombstone alone where it is lawful', () => {
    const announced = baseline({
      capabilities: [
        {
          name: 'queue.read',
          stability: 'deprecated',
          deprecation: { deprecatedSinceContractVersion: 3, removalContractVersion: 5, note: null },
        },
      ],
    });
    expect(told(diffContracts(announced, without).changes)).toEqual([
      'capability/removed',
      'contract/tombstone-missing',
    ]);
  });
});

describe('a method that is an event now, and the other way round', () => {
  const hr = (version: number, one: JsonObject) =>
    loadedContract({ services: [{ namespace: 'hr/v1', ...one }] }, `${version}.json`, version);
  const method = { methods: [{ name: 'ping' }, { name: 'sync' }] };
  const event = { methods: [{ name: 'ping' }], events: [{ name: 'sync', sinceContractVersion: 5 }] };
  it.each([
    [method, event],
    [event, method],
  ])('is one change, though it is gone as what it was', (before, after) => {
    const { changes } = diffContracts(hr(5, before), hr(6, after));
    expect(told(changes)).toEqual(['method/kind-changed']);
    expect(changes[0]?.because?.map(({ ruleId }) => ruleId)).toContain('contract/tombstone-missing');
  });
});

describe('one cause', () => {
  const endpoint = (changes: JsonObject = {}): JsonObject => ({
    routeTemplate: '/queue',
    actionLabel: 'queue.list',
    requiredCapabilities: ['queue.read'],
    ...changes,
  });
  const stableBaseline = {
    name: '1.0',
    contractVersion: 4,
    capabilityCount: 1,
    endpointCount: 1,
    capabilities: ['queue.read'],
    endpoints: ['GET /queue'],
  };
  const read = { name: 'queue.read' };
  const whole = (version: number, item: JsonObject | undefined, more: JsonObject = {}) =>
    loadedContract(
      { capabilities: [read], endpoints: item === undefined ? [{}] : [item, {}], stableBaseline, ...more },
      `${version}.json`,
      version,
    );
  const before = whole(4, endpoint());
  const errors = (after: typeof before, from = before) =>
    diffContracts(from, after)
      .changes.filter(({ severity }) => severity === 'error')
      .map(({ ruleId, because = [] }) => [ruleId, because.map((reason) => reason.ruleId).sort()]);

  it.each<[string, JsonObject | undefined, JsonObject, string, string[]]>([
    [
      'a member of a baseline that is gone',
      undefined,
      {},
      'endpoint/removed',
      ['contract/tombstone-missing', 'lifecycle/baseline-descriptor-missing', 'lifecycle/removed-without-deprecation'],
    ],
    [
      'a member that is guarded by nothing',
      endpoint({ requiredCapabilities: [] }),
      {},
      'endpoint/capability-required-emptied',
      ['lifecycle/baseline-semantics-changed'],
    ],
    [
      'a member of another action, which the baseline makes an error',
      endpoint({ actionLabel: 'queue.show' }),
      {},
      'lifecycle/baseline-semantics-changed',
      ['endpoint/action-changed'],
    ],
    [
      'a member that is less stable',
      endpoint({ stability: 'experimental' }),
      {},
      'lifecycle/stability-lowered',
      ['lifecycle/baseline-descriptor-restricted'],
    ],
    [
      'a capability, with everything that needed it',
      undefined,
      {
        capabilities: [],
        services: [
          {
            namespace: 'jobs/v1',
            methods: [{ name: 'list', sinceContractVersion: 5, requiredCapabilities: ['queue.read'] }],
          },
        ],
      },
      'capability/removed',
      [
        'contract/dangling-capability',
        'contract/tombstone-missing',
        'contract/tombstone-missing',
        'lifecycle/baseline-descriptor-missing',
        'lifecycle/baseline-descriptor-missing',
        'lifecycle/removed-without-deprecation',
      ],
    ],
  ])('%s is one change', (_, item, more, ruleId, because) => {
    expect(errors(whole(5, item, more))).toEqual([[ruleId, because]]);
  });

  it('a version that went back is one change', () => {
    const young = { routeTemplate: '/young', sinceContractVersion: 4 };
    const from = whole(4, endpoint(), { endpoints: [endpoint(), young] });
    const { changes } = diffContracts(from, whole(2, endpoint(), { endpoints: [endpoint(), young] }));
    expect(changes.map(({ ruleId, because = [] }) => [ruleId, because.map((reason) => reason.ruleId).sort()])).toEqual([
      ['contract/version-decreased', ['contract/since-in-future', 'lifecycle/baseline-version-incomplete']],
    ]);
  });

  it('of a version that stayed is one change', () => {
    expect(
      errors(
        whole(4, endpoint(), {
          capabilities: [
            {
              ...read,
              stability: 'deprecated',
              deprecation: { deprecatedSinceContractVersion: 4, removalContractVersion: 9, note: null },
            },
          ],
        }),
      ),
    ).toEqual([['contract/same-version-different-content', ['lifecycle/stability-changed-without-version-bump']]]);
  });

  it('never asks for less than what was folded into it', () => {
    const [change] = diffContracts(before, whole(5, endpoint({ actionLabel: 'queue.show' }))).changes;
    expect(change).toMatchObject({ severity: 'error', bump: 'major' });
  });
});

describe('a removal against the policy', () => {
  it('is one change that says what the policy holds against it', () => {
    const { changes } = diffContracts(baseline(), current);
    expect(told(changes)).toEqual(['capability/removed']);
    expect(changes[0]?.because).toEqual([
      {
        ruleId: 'lifecycle/removed-without-deprecation',
        message: 'capability "queue.read" is gone, and was never deprecated',
      },
    ]);
    expect(changes[0]?.waivable).toBe(true);
  });

  it('can not be waived where one of the two can not be', () => {
    const stableBaseline = {
      name: '1.0',
      contractVersion: 4,
      capabilityCount: 1,
      endpointCount: 0,
      capabilities: ['queue.read'],
      endpoints: [],
    };
    const { changes } = diffContracts(baseline({ stableBaseline }), current);
    expect(changes.find(({ ruleId }) => ruleId === 'capability/removed')?.waivable).toBe(false);
  });

  it('is two changes where a policy tells the removal as less', () => {
    const { changes } = diffContracts(baseline(), current, { severities: { 'capability/removed': 'warning' } });
    expect(told(changes)).toEqual(['capability/removed', 'lifecycle/removed-without-deprecation']);
  });

  it('is told by the lifecycle alone where nothing else is asked for', () => {
    const lawful = baseline({
      capabilities: [
        {
          name: 'queue.read',
          stability: 'deprecated',
          deprecation: { deprecatedSinceContractVersion: 3, removalContractVersion: 9, note: null },
        },
      ],
    });
    const { changes } = diffContracts(lawful, current, { severities: { 'capability/removed': 'note' } });
    expect(told(changes)).toContain('lifecycle/removed-before-removal-version');
  });
});
