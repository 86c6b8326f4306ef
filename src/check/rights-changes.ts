import type { ServiceEvent, ServiceMethod, Stability } from '../contract/model.ts';
import { byCodeUnit } from '../model/order.ts';
import { newName } from './capability-moves.ts';
import type { DiffInput, Subject } from './diff-rule.ts';
import type { Side } from './pairs.ts';
import { perInput } from './per-input.ts';
import { type ContinuedTarget, continuedMethods, serviceMoves } from './service-moves.ts';
import { compareSets } from './set-difference.ts';

type Item = ServiceMethod | ServiceEvent;

/** A method or an event that asks for other rights than before: required capabilities and scope together, as a set. */
export interface RightsChange {
  readonly subject: Subject;
  readonly current: Side<Item>;
  readonly stability: Stability;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Every method and event that asks for other rights than before; renamed capabilities are compared by their new names. */
export const rightsChanges = perInput((input: DiffInput): readonly RightsChange[] => {
  const rename = newName(input);
  const changes = (kind: 'method' | 'event', targets: readonly ContinuedTarget<Item>[]): RightsChange[] =>
    targets.flatMap(({ identity, baseline, current }): RightsChange[] => {
      const before = rightsOf(baseline.item, rename);
      const after = rightsOf(current.item, (name) => name);
      const { missing: added, extra: removed } = compareSets(before, after);
      if (added.length === 0 && removed.length === 0) return [];
      const { stability } = baseline.item;
      return [{ subject: { kind, identity }, current, stability, before, after, added, removed }];
    });
  return [...changes('method', continuedMethods(input)), ...changes('event', serviceMoves(input).events)];
});

function rightsOf({ requiredCapabilities = [], scope }: Item, rename: (name: string) => string): string[] {
  const rights = [...requiredCapabilities.map(rename), ...(scope === undefined ? [] : [`scope ${scope}`])];
  return [...new Set(rights)].sort(byCodeUnit);
}
