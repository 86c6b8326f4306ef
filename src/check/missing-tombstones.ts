import type { Contract } from '../contract/model.ts';
import { descriptors } from './descriptors.ts';
import type { DiffInput, Subject } from './diff-rule.ts';
import { serviceOf } from './service-moves.ts';
import { graveOf, gravesOf, livingIn } from './tombstones.ts';

/** Something that is gone and has no tombstone, or whose tombstone is gone. */
export interface MissingTombstone {
  readonly subject: Subject;
  /** The baseline had the tombstone already. */
  readonly dropped: boolean;
}

/**
 * What the current contract should remember and does not. A name under which apps may still ask for a capability is in
 * use; once it is no alias any more, it is asked for too. Of a service that went, its methods and
 * events are not asked for.
 */
export function missingTombstones({ baseline, current }: DiffInput): MissingTombstone[] {
  // A crypta contract has no place for tombstones.
  if (current.form === 'crypta') return [];
  const [living, graves] = [livingIn(current.contract), gravesOf(current.contract)];
  const aliases = new Set(aliasesOf(current.contract).map((alias) => `capability ${alias}`));
  const remembered = (grave: string): boolean => living.has(grave) || graves.has(grave) || aliases.has(grave);
  const gone = [...descriptors(baseline.contract)].filter((descriptor) => !remembered(graveOf(descriptor)));
  const buried = (baseline.contract.tombstones ?? []).filter((tombstone) => !remembered(graveOf(tombstone)));
  return [
    ...gone
      .filter(
        ({ kind, identity }) => (kind !== 'method' && kind !== 'event') || living.has(`service ${serviceOf(identity)}`),
      )
      .map(({ kind, identity }) => ({ subject: { kind, identity }, dropped: false })),
    ...aliasesOf(baseline.contract)
      .filter((alias) => !remembered(`capability ${alias}`))
      .map((identity) => ({ subject: { kind: 'capability' as const, identity }, dropped: false })),
    ...buried.map(({ kind, identity }) => ({ subject: { kind, identity }, dropped: true })),
  ];
}

function aliasesOf({ capabilities }: Contract): string[] {
  return capabilities.flatMap(({ aliases = [] }) => aliases);
}
