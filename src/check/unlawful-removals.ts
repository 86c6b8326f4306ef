import type { Contract } from '../contract/model.ts';
import type { DiffInput } from './diff-rule.ts';
import { isLawfulRemoval } from './lawful-removal.ts';
import { type GoneLife, goneLives, isEnding, type OneLife } from './lifecycle-items.ts';
import { isBaselineCapability, isBaselineEndpoint } from './stable-baseline.ts';

/** Something that went against the policy. */
export interface UnlawfulRemoval {
  readonly gone: GoneLife;
  /** The descriptors, of those that went together, that should have stayed. */
  readonly lives: readonly OneLife[];
  /** Whether one of them belonged to a stable baseline. */
  readonly isMember: boolean;
}

/** What is gone though it was stable (and so never deprecated), or though its announced end had not come. */
export function unlawfulRemovals(input: DiffInput, was: 'stable' | 'ending'): UnlawfulRemoval[] {
  return goneLives(input).flatMap((gone): UnlawfulRemoval[] => {
    const lives = gone.lives.filter(({ side: { item } }) => {
      const isMeant = was === 'stable' ? item.stability === 'stable' : isEnding(item.stability);
      return isMeant && !isLawfulRemoval(item, input);
    });
    if (lives.length === 0) return [];
    return [{ gone, lives, isMember: lives.some((life) => isMemberOf(input.baseline.contract, life)) }];
  });
}

function isMemberOf(contract: Contract, { side: { item } }: OneLife): boolean {
  if ('routeTemplate' in item) return isBaselineEndpoint(contract, item);
  return !('input' in item) && !('payload' in item) && isBaselineCapability(contract, item);
}
