import type { Contract, LoadedContract } from '../contract/model.ts';
import type { SnapshotChange } from '../formats/generated/snapshot-report.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { byCodeUnit } from '../model/order.ts';
import { type ContractPairs, type Pair, pairContracts } from './pairs.ts';

/** Lists of descriptors that are compared one by one, and not as members of what holds them. */
const DESCRIPTOR_LISTS: Readonly<Record<string, readonly string[]>> = {
  contract: ['capabilities', 'endpoints', 'services'],
  service: ['methods', 'events'],
};
const LISTS = [
  ['capability', 'capabilities'],
  ['endpoint', 'endpoints'],
  ['service', 'services'],
  ['method', 'methods'],
  ['event', 'events'],
] as const satisfies readonly (readonly [SnapshotChange['kind'], keyof ContractPairs])[];

/**
 * What the snapshot of `current` says otherwise than the committed one, by identity: descriptors that came, went, or
 * have other members, by name. Both contracts are in snapshot order, so that no order counts.
 */
export function snapshotChanges(committed: LoadedContract, current: LoadedContract): SnapshotChange[] {
  const pairs = pairContracts(committed, current);
  const [before, after]: readonly Contract[] = [committed.contract, current.contract];
  const members = changedMembers('contract', before, after);
  return [
    ...(members.length === 0
      ? []
      : [{ kind: 'contract' as const, identity: current.contract.apiVersion, state: 'changed' as const, members }]),
    ...LISTS.flatMap(([kind, list]) => pairs[list].flatMap((pair: Pair<object>) => change(kind, pair))),
  ];
}

function change(kind: SnapshotChange['kind'], { identity, baseline, current }: Pair<object>): SnapshotChange[] {
  if (baseline === undefined) return [{ kind, identity, state: 'added', members: [] }];
  if (current === undefined) return [{ kind, identity, state: 'removed', members: [] }];
  const members = changedMembers(kind, baseline.item, current.item);
  return members.length === 0 ? [] : [{ kind, identity, state: 'changed', members }];
}

function changedMembers(kind: SnapshotChange['kind'], before: object | undefined, after: object | undefined): string[] {
  const [a, b] = [texts(before), texts(after)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((name) => !DESCRIPTOR_LISTS[kind]?.includes(name) && a.get(name) !== b.get(name))
    .sort(byCodeUnit);
}

function texts(item: object | undefined): Map<string, string> {
  return new Map(Object.entries(item ?? {}).map(([name, value]) => [name, canonicalJson(value)]));
}
