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

/** What the current contract should remember and does not. Of a service that went, its methods and events are not asked for. */
export function missingTombstones({ baseline, current }: DiffInput): MissingTombstone[] {
  // A crypta contract has no place for tombstones.
  if (current.form === 'crypta') return [];
  const [living, graves] = [livingIn(current.contract), gravesOf(current.contract)];
  const remembered = (grave: string): boolean => living.has(grave) || graves.has(grave);
  const gone = [...descriptors(baseline.contract)].filter((descriptor) => !remembered(graveOf(descriptor)));
  const buried = (baseline.contract.tombstones ?? []).filter((tombstone) => !remembered(graveOf(tombstone)));
  return [
    ...gone
      .filter(
        ({ kind, identity }) => (kind !== 'method' && kind !== 'event') || living.has(`service ${serviceOf(identity)}`),
      )
      .map(({ kind, identity }) => ({ subject: { kind, identity }, dropped: false })),
    ...buried.map(({ kind, identity }) => ({ subject: { kind, identity }, dropped: true })),
  ];
}
