import type { Capability, Endpoint } from '../contract/model.ts';
import { groupBy } from '../model/group-by.ts';
import { byCodeUnit } from '../model/order.ts';
import { continuedCapabilities, newName } from './capability-moves.ts';
import type { DiffInput } from './diff-rule.ts';
import { type Continued, continuedEndpoints } from './endpoint-moves.ts';
import type { Side } from './pairs.ts';
import { perInput } from './per-input.ts';
import { promise } from './promise.ts';

/** An endpoint whose required capabilities are another set than before; renamed ones are compared by their new names. */
export interface RequirementChange extends Continued {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Every continued endpoint that requires other capabilities than before. */
export const requirementChanges = perInput((input: DiffInput): readonly RequirementChange[] => {
  const rename = newName(input);
  return continuedEndpoints(input).flatMap((continued): RequirementChange[] => {
    const before = sortedSet(continued.baseline.item.requiredCapabilities.map(rename));
    const after = sortedSet(continued.current.item.requiredCapabilities);
    const added = after.filter((name) => !before.includes(name));
    const removed = before.filter((name) => !after.includes(name));
    return added.length === 0 && removed.length === 0 ? [] : [{ ...continued, before, after, added, removed }];
  });
});

/** A capability that alone unlocked endpoints, all of which need the same more now. */
export interface NarrowedScope {
  readonly baseline: Side<Capability>;
  readonly current: Side<Capability>;
  readonly extra: readonly string[];
  readonly endpoints: readonly Endpoint[];
}

/** Fewer endpoints than this are told one by one. */
const FOLD_FROM = 2;

/** Capabilities that unlock nothing alone any more, because each endpoint that they unlocked needs the same more. */
export const narrowedScopes = perInput((input: DiffInput): readonly NarrowedScope[] => {
  const changes = new Map(requirementChanges(input).map((change) => [change.current.item, change]));
  const alone = unlockedAlone(input);
  return continuedCapabilities(input).flatMap(({ baseline, current }): NarrowedScope[] => {
    const endpoints = alone.get(current.item.name) ?? [];
    if (endpoints.length < FOLD_FROM) return [];
    const extras = new Set(
      endpoints.map((endpoint) => {
        const change = changes.get(endpoint.current.item);
        const narrowed = change !== undefined && change.removed.length === 0;
        return narrowed && promise(baseline.item.stability) >= promise(endpoint.baseline.item.stability)
          ? change.added.join('\n')
          : '';
      }),
    );
    const [extra = '', second] = extras;
    if (extra === '' || second !== undefined) return [];
    return [{ baseline, current, extra: extra.split('\n'), endpoints: endpoints.map((item) => item.current.item) }];
  });
});

/** Endpoints whose new requirement is told with the capability that lost them. */
export const narrowedEndpoints = perInput(
  (input: DiffInput): ReadonlySet<Endpoint> => new Set(narrowedScopes(input).flatMap(({ endpoints }) => endpoints)),
);

function unlockedAlone(input: DiffInput): Map<string, Continued[]> {
  const rename = newName(input);
  return groupBy(continuedEndpoints(input), ({ baseline }) => {
    const [name, second] = sortedSet(baseline.item.requiredCapabilities.map(rename));
    return second === undefined ? name : undefined;
  });
}

function sortedSet(names: readonly string[]): string[] {
  return [...new Set(names)].sort(byCodeUnit);
}
