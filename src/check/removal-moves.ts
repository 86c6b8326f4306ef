import type { DiffInput } from './diff-rule.ts';
import { type ContinuedLife, clockOf, continuedLives, isEnding } from './lifecycle-items.ts';

/** A descriptor whose announced removal was changed while it is ending. */
export interface RemovalMove {
  readonly life: ContinuedLife;
  readonly before: number;
  /** Null where no version is named any more. */
  readonly after: number | null;
}

/** Removals that were moved in one way; one that was taken back with the deprecation itself is none. */
export function removalMoves(input: DiffInput, way: 'earlier' | 'later' | 'unset'): RemovalMove[] {
  return continuedLives(input).flatMap((life): RemovalMove[] => {
    const { baseline, current } = life;
    if (!isEnding(baseline.item.stability) || !isEnding(current.item.stability)) return [];
    const [before, after] = [clockOf(baseline.item).removal, clockOf(current.item).removal];
    if (before === null || before === after) return [];
    const went = after === null ? 'unset' : after < before ? 'earlier' : 'later';
    return went === way ? [{ life, before, after }] : [];
  });
}
