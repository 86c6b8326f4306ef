import type { Contract, Stability } from '../contract/model.ts';
import type { DiffInput } from './diff-rule.ts';
import { type ContinuedLife, continuedLives, isEnding, type Living } from './lifecycle-items.ts';
import { erased, livesByIdentity, replacementOf } from './replacements.ts';

/** Something whose replacement is promised less than it was itself. */
export interface WeakerReplacement {
  readonly life: ContinuedLife;
  readonly replacement: string;
  readonly stability: Stability;
}

/** How much a replacement can be built on: what is ending itself is no place to move to. */
const RANK: Readonly<Record<Stability, number>> = {
  stable: 3,
  experimental: 2,
  deprecated: 1,
  'scheduled-for-removal': 1,
  internal: 0,
  'operator-only': 0,
};

/** What is ending in favour of something that is promised less; what the baseline did already is not told again. */
export function weakerReplacements(input: DiffInput): WeakerReplacement[] {
  const { baseline, current } = input;
  const weakerIn = perContract();
  return continuedLives(input).flatMap((life): WeakerReplacement[] => {
    // Nothing remembers what something that is ending already was before: it is taken for stable.
    const was = isEnding(life.baseline.item.stability) ? 'stable' : life.baseline.item.stability;
    const now = weakerIn(current.contract, life.current.item, was);
    const before = weakerIn(baseline.contract, life.baseline.item, was);
    if (now === undefined || (before?.replacement === now.replacement && before.stability === now.stability)) return [];
    return [{ life, ...now }];
  });
}

type Weaker = Pick<WeakerReplacement, 'replacement' | 'stability'>;

function perContract(): (contract: Contract, item: Living, was: Stability) => Weaker | undefined {
  const known = new Map<Contract, ReadonlyMap<string, Living>>();
  return (contract, item, was) => {
    const replacement = isEnding(item.stability) ? replacementOf(item) : undefined;
    if (replacement === undefined) return undefined;
    const lives = known.get(contract) ?? livesByIdentity(contract);
    known.set(contract, lives);
    const stability = lives.get(erased(replacement))?.stability;
    return stability === undefined || RANK[stability] >= RANK[was] ? undefined : { replacement, stability };
  };
}
