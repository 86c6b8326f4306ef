import {
  capabilityDigests,
  contractDigests,
  endpointDigests,
  eventDigests,
  methodDigests,
  type NodeDigests,
} from '../contract/node-digests.ts';
import { equalJson } from '../model/json/equal.ts';
import type { DiffInput } from './diff-rule.ts';
import type { Pair } from './pairs.ts';

/** Whether two contracts say the very same, but for their place in the history. Mostly the first difference answers. */
export function saysTheSame({ baseline, current, pairs }: DiffInput): boolean {
  return (
    isSame(pairs.capabilities, capabilityDigests) &&
    isSame(pairs.endpoints, endpointDigests) &&
    isSame(pairs.methods, methodDigests) &&
    isSame(pairs.events, eventDigests) &&
    contractDigests(baseline.contract).contract.content === contractDigests(current.contract).contract.content
  );
}

function isSame<Item>(pairs: readonly Pair<Item>[], digests: (item: Item) => NodeDigests): boolean {
  return pairs.every(
    ({ baseline, current }) =>
      baseline !== undefined &&
      current !== undefined &&
      // What differs only in the order of a set is the same.
      (equalJson(baseline.item, current.item) || digests(baseline.item).content === digests(current.item).content),
  );
}
