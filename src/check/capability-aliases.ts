import type { Capability, Contract } from '../contract/model.ts';
import { capabilityMoves, continuedCapabilities } from './capability-moves.ts';
import type { DiffInput } from './diff-rule.ts';
import { kept, type Side } from './pairs.ts';
import { perInput } from './per-input.ts';

/** Every capability by every name under which apps may ask for it; where a name means two, its own name counts. */
export function capabilitiesByAnyName({ capabilities }: Contract): Map<string, Capability> {
  const found = new Map<string, Capability>();
  for (const capability of capabilities) for (const alias of capability.aliases ?? []) found.set(alias, capability);
  for (const capability of capabilities) found.set(capability.name, capability);
  return found;
}

/** An alias of a capability that lives on, under which it can't be asked for any more. */
export interface LostAlias {
  readonly alias: string;
  readonly baseline: Side<Capability>;
  readonly current: Side<Capability>;
  /** What the name means now. */
  readonly owner: Capability | undefined;
}

/** Every lost alias. Those of a capability that is gone are told with it. */
export const lostAliases = perInput((input: DiffInput): readonly LostAlias[] => {
  const now = capabilitiesByAnyName(input.current.contract);
  return continuedCapabilities(input).flatMap(({ baseline, current }) =>
    (baseline.item.aliases ?? []).flatMap((alias): LostAlias[] => {
      const owner = now.get(alias);
      return owner === current.item ? [] : [{ alias, baseline, current, owner }];
    }),
  );
});

/**
 * What a grant of a name unlocks since another capability has the name as an alias: endpoints, methods and events that
 * were there and did not ask for it. What is new is not among it.
 */
export function unlockedByAlias(input: DiffInput): Map<string, string[]> {
  const heirs = capabilityMoves(input).renamed.filter(({ declared }) => declared);
  const lists = [
    ...[...kept(input.pairs.endpoints)].filter(({ current: { item } }) => isOpen(item)),
    ...kept(input.pairs.methods),
    ...kept(input.pairs.events),
  ];
  return new Map(
    heirs.map(({ baseline: { item: old }, current: { item: heir } }) => [
      old.name,
      lists
        .filter(
          ({ baseline, current }) =>
            (current.item.requiredCapabilities ?? []).includes(heir.name) &&
            !(baseline.item.requiredCapabilities ?? []).includes(old.name),
        )
        .map(({ identity }) => identity),
    ]),
  );
}

function isOpen(endpoint: {
  readonly appProcessPrincipalsAllowed: boolean;
  readonly appBrowserPrincipalsAllowed: boolean;
}): boolean {
  return endpoint.appProcessPrincipalsAllowed || endpoint.appBrowserPrincipalsAllowed;
}
