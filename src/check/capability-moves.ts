import type { Capability, Contract, Endpoint } from '../contract/model.ts';
import { groupBy } from '../model/group-by.ts';
import { byCodeUnit } from '../model/order.ts';
import { descriptors } from './descriptors.ts';
import type { DiffInput } from './diff-rule.ts';
import { endpointMoves } from './endpoint-moves.ts';
import { isLawfulRemoval } from './lawful-removal.ts';
import { added, type Both, kept, removed, type Side } from './pairs.ts';
import { perInput } from './per-input.ts';
import { promise } from './promise.ts';

/** A capability that is known by another name now. */
export interface Renamed {
  readonly baseline: Side<Capability>;
  readonly current: Side<Capability>;
  /** Whether the new one names the old one as an alias, so that grants of the old name still work. */
  readonly declared: boolean;
}

/** What became of every capability: each of either side is in exactly one list. */
export interface CapabilityMoves {
  readonly kept: readonly Both<Capability>[];
  readonly renamed: readonly Renamed[];
  readonly removed: readonly Side<Capability>[];
  readonly added: readonly Side<Capability>[];
}

/**
 * Follows every capability: one that is gone lives on in a new one that names it as an alias, or that alone unlocks
 * exactly what it did.
 */
export const capabilityMoves = perInput(({ baseline, current, pairs }: DiffInput): CapabilityMoves => {
  const gone = [...removed(pairs.capabilities)].map((pair) => pair.baseline);
  const fresh = [...added(pairs.capabilities)].map((pair) => pair.current);
  const [before, after] = [unlocked(baseline.contract), unlocked(current.contract)];
  const aliases = new Map(
    [...pairs.capabilities].flatMap(({ current: side }) =>
      side === undefined ? [] : (side.item.aliases ?? []).map((alias) => [alias, side] as const),
    ),
  );
  const rivals = groupBy(gone, ({ item }) => before.get(item.name));
  const heirs = groupBy(fresh, ({ item }) => after.get(item.name));
  const renamed = gone.flatMap((side): Renamed[] => {
    const alias = aliases.get(side.item.name);
    if (alias !== undefined) return [{ baseline: side, current: alias, declared: true }];
    const scope = before.get(side.item.name) ?? '';
    const [heir, second] = heirs.get(scope) ?? [];
    const isSure = heir !== undefined && second === undefined && rivals.get(scope)?.length === 1;
    return isSure ? [{ baseline: side, current: heir, declared: false }] : [];
  });
  const taken = new Set(renamed.flatMap((move) => [move.baseline, move.current]));
  return {
    kept: [...kept(pairs.capabilities)],
    renamed,
    removed: gone.filter((side) => !taken.has(side)),
    added: fresh.filter((side) => !taken.has(side)),
  };
});

/** The name that a capability of the baseline has now; its own where it was not renamed. */
export const newName = perInput((input: DiffInput): ((name: string) => string) => {
  const names = new Map(
    capabilityMoves(input).renamed.map((move) => [move.baseline.item.name, move.current.item.name]),
  );
  return (name) => names.get(name) ?? name;
});

/** Removed endpoints that went with a removed capability that they required, by the capability's name; each once. */
export const goneWithCapability = perInput((input: DiffInput): ReadonlyMap<string, readonly Endpoint[]> => {
  const gone = new Map(capabilityMoves(input).removed.map(({ item }) => [item.name, item]));
  const items = endpointMoves(input).removed.map(({ item }) => item);
  return groupBy(items, (item) =>
    [...item.requiredCapabilities].sort(byCodeUnit).find((required) => {
      const capability = gone.get(required);
      if (capability === undefined || promise(capability.stability) < promise(item.stability)) return false;
      // A finding of a lawful removal is a note, and must not hide one that is none.
      return isLawfulRemoval(item, input) || !isLawfulRemoval(capability, input);
    }),
  );
});

/** Capabilities that live on, whatever their name. */
export const continuedCapabilities = perInput((input: DiffInput): readonly Omit<Renamed, 'declared'>[] => {
  const { kept, renamed } = capabilityMoves(input);
  const alive = new Set(kept.map(({ current }) => current));
  return [...kept, ...renamed.filter(({ current }) => !alive.has(current))];
});

/** What each capability is required for: `endpoint GET /queue`, `method hr/v1#members.list`. */
function unlocked(contract: Contract): Map<string, string> {
  const required = [...descriptors(contract)].flatMap(({ kind, identity, requiredCapabilities }) =>
    [...new Set(requiredCapabilities)].map((name) => ({ name, what: `${kind} ${identity}` })),
  );
  const scopes = groupBy(required, ({ name }) => name);
  const text = (scope: readonly { readonly what: string }[]): string =>
    scope
      .map(({ what }) => what)
      .sort(byCodeUnit)
      .join('\n');
  return new Map([...scopes].map(([name, scope]) => [name, text(scope)]));
}
