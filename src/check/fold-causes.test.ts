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
